package io.steadykafka.operations.internal.allinstances.report;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.IntStream;

import io.steadykafka.operations.internal.channel.Sent;
import io.steadykafka.operations.internal.describe.KnownGroup;
import io.steadykafka.operations.internal.describe.view.GroupReport;
import io.steadykafka.operations.internal.describe.view.ReportedPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests what {@link GroupReportReader} makes of what nobody of good will writes.
 */
class GroupReportReaderTests {

	private static final Instant NOW = KnownGroup.NOW;

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{'p':[]}", "{'p':{'orders':{}}}", "{'p':{'orders':[[]]}}",
			"{'p':{'orders':[['0',0,'f']]}}", "{'p':{'orders':[[-1,0,'f'],[1.5,0,'f'],[9999999999,0,'f'],7,null,{}]}}",
			"{'p':{'../orders':[[0,0,'f']],'or ders':[[0,0,'f']],'<b>':[[0,0,'f']],'':[[0,0,'f']]}}",
			"{'r':[{}],'f':[{}],'h':[{}]}", "{'r':{},'f':{},'h':{},'m':[],'l':{},'age':'old','b':'many'}",
			"{'r':[{'t':-1,'k':'LOST','c':'OWN_STOP'},{'t':9223372036854775807,'k':'LOST','c':'OWN_STOP'}]}",
			"{'r':[{'t':1,'k':'BURNT','c':'OWN_STOP'},{'t':1,'k':'LOST','c':'ALIENS'},[],1,null,'x']}",
			"{'f':[1,null,[],'x',{'by':1,'n':2}],'h':[1,null,{'i':[]}]}", "{'b':-1,'t':1.5,'rh':null}",
			"{'m':{'orders':[1,null,{}],'x':{}}}", "{'paused':[],'why':{'x':{'orders':'0'}}}" })
	void whatCantBeReadIsPassedOver(String json) {
		assertThat(GroupReportReader.read(Sent.json(json.replace('\'', '"')), NOW)).isEqualTo(GroupReport.NONE);
	}

	@Test
	void noDocumentIsAnEmptyReport() {
		assertThat(GroupReportReader.read(null, NOW)).isEqualTo(GroupReport.NONE);
		assertThat(GroupReportReader.read("text", NOW)).isEqualTo(GroupReport.NONE);
	}

	@Test
	void columnsThatAreWrongAreNotKnown() {
		ReportedPartition partition = partition("[[0,5,'????',-7,-1,'fast',1e300,{}]]");
		assertThat(partition.isOwned()).isFalse();
		assertThat(partition.state()).isNull();
		assertThat(partition.level()).isNull();
		assertThat(partition.position()).isEmpty();
		assertThat(partition.outlook().behind()).isNull();
		assertThat(partition.outlook().behindUnknownBecause()).isNotEmpty();
		assertThat(partition.outlook().velocity()).isEmpty();
		assertThat(partition.outlook().catchUp()).isNull();
		assertThat(partition.outlook().runway()).isNull();
	}

	@Test
	void columnsThatAreMissingAreNotKnown() {
		assertThat(partition("[[0]]").outlook()).isNull();
		assertThat(partition("[[0,0,'fs']]").outlook()).isNull();
		assertThat(partition("[[0,0,'fsn-']]").outlook().velocity()).isEmpty();
		assertThat(partition("[[0,0,'fsn-',3]]").position()).isEqualTo(OptionalLong.of(3));
	}

	@Test
	void columnsOfLaterVersionsAreLeftOut() {
		assertThat(partition("[[0,0,'fsn-later',3,0,0,null,null,'new',[1]]]").position()).hasValue(3);
	}

	@Test
	void aSampleThatIsImpossiblyOldHasNoTime() {
		assertThat(GroupReportReader
			.read(Map.of("age", Long.MAX_VALUE, "p", Map.of("orders", List.of(List.of(0, 0, "fsn-")))), NOW)
			.partitions()
			.get(KnownGroup.orders(0))
			.sampledAt()).isNull();
	}

	@Test
	void textsAreCutAndPrintable() {
		String text = "<b>\n\u202e".repeat(1_000);
		GroupReport report = GroupReportReader.read(Map.of("l", List.of(text), "f",
				List.of(Map.of("by", text, "l", text, "n", text, "s", text, "r", text, "do", text)), "h",
				List.of(Map.of("i", text, "l", text, "s", text, "t", text, "r", text, "do", text, "w", text)), "r",
				List.of(Map.of("l", text, "t", 1L, "k", "LOST", "c", "OWN_STOP")), "m", Map.of(text, List.of("id")),
				"p", Map.of("orders", List.of(List.of(0, 0, text))), "paused",
				Map.of(text, Map.of("orders", List.of(0)))), NOW);
		assertThat(report.findings()).hasSize(1);
		assertThat(report.health()).hasSize(1);
		assertThat(report.rebalances()).hasSize(1);
		assertThat(report.members()).hasSize(1);
		assertThat(report.partitions()).hasSize(1);
		assertThat(report.toString()).doesNotContain("\n", "\u202e").hasSizeLessThan(20 * 510);
	}

	@Test
	void whatIsTooMuchIsNotRead() {
		List<Object> rows = Collections.nCopies(5_000, Map.of("by", "x", "n", "x", "i", "x"));
		List<Object> partitions = IntStream.range(0, 30_000).<Object>mapToObj((i) -> List.of(i, 0, "f")).toList();
		List<Object> members = IntStream.range(0, 5_000).<Object>mapToObj(String::valueOf).toList();
		GroupReport report = GroupReportReader.read(Map.of("f", rows, "h", rows, "p",
				Map.of("a", partitions, "b", partitions), "m", Map.of("orders", members)), NOW);
		assertThat(report.findings()).hasSize(100);
		assertThat(report.health()).hasSize(100);
		assertThat(report.partitions()).hasSize(20_000);
		assertThat(report.members()).hasSize(1_000);
	}

	private static ReportedPartition partition(String rows) {
		return GroupReportReader
			.read(Sent.json(("{'l':['orders'],'p':{'orders':" + rows + "}}").replace('\'', '"')), NOW)
			.partitions()
			.get(KnownGroup.orders(0));
	}

}

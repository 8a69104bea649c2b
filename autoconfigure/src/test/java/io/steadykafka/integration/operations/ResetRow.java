package io.steadykafka.integration.operations;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.Option;

/**
 * What an answer says of a partition.
 */
record ResetRow(long before, long after, boolean done, String note) {

	/**
	 * The partitions of an answer, none if it is a refusal.
	 */
	static Map<Integer, ResetRow> of(String answer) {
		List<Map<String, Object>> partitions = JsonPath
			.using(Configuration.defaultConfiguration().addOptions(Option.SUPPRESS_EXCEPTIONS))
			.parse(answer)
			.read("$.result.partitions");
		Map<Integer, ResetRow> rows = new TreeMap<>();
		if (partitions != null) {
			partitions.forEach((row) -> rows.put(((Number) row.get("partition")).intValue(),
					new ResetRow((row.get("before") instanceof Number before) ? before.longValue() : -1,
							((Number) row.get("after")).longValue(), Boolean.TRUE.equals(row.get("done")),
							String.valueOf(row.get("note")))));
		}
		return rows;
	}

}

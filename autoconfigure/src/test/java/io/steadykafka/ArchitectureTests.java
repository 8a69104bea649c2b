package io.steadykafka;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.domain.properties.HasOwner;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.conditions.ArchConditions;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.Architectures;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.jspecify.annotations.NullMarked;

import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The rules of the structure; docs/decisions.md says why.
 */
@AnalyzeClasses(packages = "io.steadykafka", importOptions = DoNotIncludeTests.class)
class ArchitectureTests {

	private static final String ROOT = "io.steadykafka.";

	/**
	 * Those that ask have a thread of their own, on which they may wait.
	 */
	@ArchTest
	final ArchRule containersAreNotAskedForWhatTheyAnswerWithTheirLifecycleLock = ArchRuleDefinition.noClasses()
		.that()
		.doNotHaveSimpleName("ConsumerWakeup")
		.and()
		.doNotHaveSimpleName("MemberRestarts")
		.and()
		.doNotHaveSimpleName("PreviousInstances")
		.should()
		.callMethodWhere(JavaCall.Predicates
			.target(HasOwner.Predicates.With
				.owner(JavaClass.Predicates.assignableTo(AbstractMessageListenerContainer.class)))
			.and(JavaCall.Predicates.target(HasName.Predicates.nameMatching(
					"getContainers|getContainerFor|getAssignedPartitions|getAssignmentsByClientId|isContainerPaused"
							+ "|isChildRunning|isInExpectedState|metrics|enforceRebalance"))));

	@ArchTest
	final ArchRule packagesHaveNoCycles = SlicesRuleDefinition.slices()
		.matching(ROOT + "(*)..")
		.should()
		.beFreeOfCycles();

	@ArchTest
	final ArchRule roomsHaveNoCycles = SlicesRuleDefinition.slices().matching(ROOT + "(**)").should().beFreeOfCycles();

	@ArchTest
	final ArchRule theApiKnowsNothingInternal = ArchRuleDefinition.noClasses()
		.that()
		.resideOutsideOfPackages("..internal..", ROOT + "autoconfigure..")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("..internal..");

	@ArchTest
	final ArchRule recordsOfTheApiAreSmall = ArchRuleDefinition.classes()
		.that()
		.areRecords()
		.and()
		.resideOutsideOfPackage("..internal..")
		.should(ArchConditions.be(DescribedPredicate.describe("records of at most 8 components",
				(JavaClass type) -> type.reflect().getRecordComponents().length <= 8)));

	/**
	 * Nobody calls auto-configurations.
	 */
	@ArchTest
	static void theApiHasAtMost35Types(JavaClasses classes) {
		assertThat(classes.stream()
			.filter(PublicApiTests::isPublic)
			.filter((type) -> !type.isAnnotatedWith(AutoConfiguration.class))).hasSizeLessThanOrEqualTo(35);
	}

	@ArchTest
	final ArchRule dependenciesPointOneWay = Architectures.layeredArchitecture()
		.consideringOnlyDependenciesInLayers()
		.layer("wiring")
		.definedBy(ROOT + "autoconfigure..")
		.layer("views")
		.definedBy(ROOT + "health..", ROOT + "metrics..", ROOT + "operations..")
		.layer("capabilities")
		.definedBy(ROOT + "startup..", ROOT + "delivery..", ROOT + "failure..", ROOT + "rebalance..", ROOT + "lag..",
				ROOT + "lint..", ROOT + "membership..", ROOT + "watchdog..")
		.layer("listener")
		.definedBy(ROOT + "listener..")
		.optionalLayer("endpoint")
		.definedBy(ROOT + "endpoint..")
		.whereLayer("wiring")
		.mayNotBeAccessedByAnyLayer()
		.whereLayer("endpoint")
		.mayOnlyBeAccessedByLayers("wiring")
		.whereLayer("views")
		.mayOnlyBeAccessedByLayers("wiring", "endpoint")
		.whereLayer("capabilities")
		.mayOnlyBeAccessedByLayers("wiring", "views", "endpoint")
		.ensureAllClassesAreContainedInArchitecture();

	@ArchTest
	final ArchRule capabilitiesDoNotKnowEachOther = SlicesRuleDefinition.slices()
		.matching(ROOT + "(startup|delivery|failure|rebalance|lag|lint|membership|watchdog)..")
		.should()
		.notDependOnEachOther()
		// What failed is held back where records are delivered.
		.ignoreDependency(JavaClass.Predicates.resideInAPackage(ROOT + "failure.."),
				JavaClass.Predicates.resideInAPackage(ROOT + "delivery.."));

	@ArchTest
	final ArchRule theApiIsInterfacesAndValues = ArchRuleDefinition.classes()
		.that()
		.arePublic()
		.and()
		.areTopLevelClasses()
		.and()
		.resideOutsideOfPackage("..internal..")
		.should()
		.beInterfaces()
		.orShould()
		.beRecords()
		.orShould()
		.beEnums()
		.orShould()
		.beAnnotatedWith(AutoConfiguration.class)
		.orShould()
		.haveSimpleName("KafkaStatus");

	@ArchTest
	final ArchRule classesAreFinal = ArchRuleDefinition.classes()
		.that(DescribedPredicate.describe("can be extended",
				(JavaClass type) -> !type.isInterface() && !type.getModifiers().contains(JavaModifier.ABSTRACT)
						&& !type.isAnonymousClass() && !type.isEnum() && !type.getSimpleName().isEmpty()))
		.and()
		// Spring makes a proxy of it when the application asks for one.
		.doNotHaveSimpleName("PreparingEndpointRegistry")
		.should()
		.haveModifier(JavaModifier.FINAL);

	@ArchTest
	final ArchRule autoConfigurationsAreFinalAndPublic = ArchRuleDefinition.classes()
		.that()
		.areAnnotatedWith(AutoConfiguration.class)
		.should()
		.bePublic()
		.andShould()
		.haveModifier(JavaModifier.FINAL)
		.andShould()
		.haveSimpleNameEndingWith("AutoConfiguration");

	@ArchTest
	final ArchRule membersOfAutoConfigurationsArePackagePrivate = ArchRuleDefinition.methods()
		.that()
		.areDeclaredInClassesThat()
		.areAnnotatedWith(AutoConfiguration.class)
		.should()
		.bePackagePrivate()
		.orShould()
		.bePrivate();

	@ArchTest
	final ArchRule classConditionsAreNeverOnBeanMethods = ArchRuleDefinition.noMethods()
		.that()
		.areAnnotatedWith(Bean.class)
		.should()
		.beAnnotatedWith(ConditionalOnClass.class)
		.orShould()
		.beAnnotatedWith(ConditionalOnMissingClass.class);

	@ArchTest
	final ArchRule beansAreMadeInAutoConfigurationsOnly = ArchRuleDefinition.methods()
		.that()
		.areAnnotatedWith(Bean.class)
		.should()
		.beDeclaredInClassesThat()
		.areAnnotatedWith(AutoConfiguration.class)
		.orShould()
		.beDeclaredInClassesThat()
		.areAnnotatedWith(ManagementContextConfiguration.class);

	@ArchTest
	final ArchRule everyPackageIsNullMarked = ArchRuleDefinition.classes()
		.should()
		.beAnnotatedWith(NullMarked.class)
		.orShould(ArchConditions.be(DescribedPredicate.describe("in a package that is @NullMarked",
				(JavaClass type) -> type.getPackage().isAnnotatedWith(NullMarked.class))));

}

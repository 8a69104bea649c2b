package io.steadykafka;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import io.steadykafka.testing.GeneratedPage;
import org.junit.jupiter.api.Test;

import org.springframework.util.ClassUtils;

/**
 * Compares docs/api.txt with the code, so that a change of the API is visible in reviews.
 */
class PublicApiTests {

	/**
	 * What each record and each enum has.
	 */
	private static final Set<String> GENERATED = Set.of("equals", "hashCode", "toString", "values", "valueOf");

	@Test
	void isWhatThePageSays() throws IOException {
		String types = new ClassFileImporter().withImportOption(new DoNotIncludeTests())
			.importPackages("io.steadykafka")
			.stream()
			.filter(PublicApiTests::isPublic)
			.sorted(Comparator.comparing(JavaClass::getName))
			.map(PublicApiTests::describe)
			.collect(Collectors.joining("\n"));
		GeneratedPage.check(Path.of("..", "docs", "api.txt"), types, PublicApiTests.class);
	}

	static boolean isPublic(JavaClass type) {
		return type.getModifiers().contains(JavaModifier.PUBLIC) && !type.getPackageName().contains(".internal")
				&& type.getEnclosingClass().map(PublicApiTests::isPublic).orElse(true);
	}

	private static String describe(JavaClass type) {
		Stream<String> constants = type.getFields()
			.stream()
			.filter((field) -> field.getModifiers().contains(JavaModifier.PUBLIC))
			.map(JavaField::getName);
		Stream<String> methods = type.getMethods().stream().filter(PublicApiTests::isOwn).map(PublicApiTests::describe);
		return Stream.concat(constants, methods)
			.sorted()
			.map((member) -> "  " + member + "\n")
			.collect(Collectors.joining("", kind(type) + " " + type.getName() + "\n", ""));
	}

	private static String kind(JavaClass type) {
		if (type.isAnnotation()) {
			return "annotation";
		}
		if (type.isInterface()) {
			return "interface";
		}
		return (type.isEnum()) ? "enum" : (type.isRecord()) ? "record" : "class";
	}

	private static boolean isOwn(JavaMethod method) {
		return method.getModifiers().contains(JavaModifier.PUBLIC)
				&& !method.getModifiers().contains(JavaModifier.SYNTHETIC) && !GENERATED.contains(method.getName());
	}

	private static String describe(JavaMethod method) {
		return method.getParameterTypes()
			.stream()
			.map(PublicApiTests::shortName)
			.collect(Collectors.joining(", ", shortName(method.getReturnType()) + " " + method.getName() + "(", ")"));
	}

	private static String shortName(JavaType type) {
		return ClassUtils.getShortName(type.toErasure().getName());
	}

}

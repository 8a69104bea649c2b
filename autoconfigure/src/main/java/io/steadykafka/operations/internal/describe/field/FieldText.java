package io.steadykafka.operations.internal.describe.field;

/**
 * What there is to know of a field: the documents and docs/operations.md take it from
 * here.
 *
 * @param name the name in the document
 * @param unit what the value is
 * @param meaning what it tells
 */
public record FieldText(String name, String unit, String meaning) {

}

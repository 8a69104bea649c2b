package io.steadykafka.watchdog;

/**
 * What kind of member a member is.
 *
 * @param group its group id
 * @param joins whether it joins the group
 * @param consumerProtocol whether it speaks the consumer protocol
 */
record MemberKind(String group, boolean joins, boolean consumerProtocol) {

}

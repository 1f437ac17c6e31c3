package dev.chancery.control.accesscertificates;

/**
 * A hostname's settings as they were sent.
 *
 * @param hostname any text
 * @param chinaNetwork as in {@link HostnameSetting}
 * @param clientCertificateForwarding as in {@link HostnameSetting}
 * @param place where they stood, a JSON pointer into the body
 */
public record SettingDraft(String hostname, boolean chinaNetwork, boolean clientCertificateForwarding, String place) {}

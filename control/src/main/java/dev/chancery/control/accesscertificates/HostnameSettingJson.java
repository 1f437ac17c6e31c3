package dev.chancery.control.accesscertificates;

/** A hostname's settings as the API shows them. */
record HostnameSettingJson(String hostname, boolean chinaNetwork, boolean clientCertificateForwarding) {
    static HostnameSettingJson of(HostnameSetting setting) {
        return new HostnameSettingJson(
                setting.hostname().ascii(), setting.chinaNetwork(), setting.clientCertificateForwarding());
    }
}

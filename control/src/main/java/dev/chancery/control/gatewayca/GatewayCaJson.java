package dev.chancery.control.gatewayca;

/** A gateway CA as the API shows it. */
record GatewayCaJson(String id, String publicKey) {
    static GatewayCaJson of(GatewayCa ca) {
        return new GatewayCaJson(ca.id().toString(), ca.publicKey());
    }
}

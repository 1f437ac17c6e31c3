package dev.chancery.trust;

import dev.chancery.trust.access.IpAddress;
import dev.chancery.trust.access.Network;
import dev.chancery.trust.access.Rule;
import dev.chancery.trust.access.RuleSet;

/** The encoding of rules: a code, then the fields in the order of the record. The codes keep their meaning for ever. */
final class RuleCodec {
    private static final int UNKNOWN = 0;
    private static final int EVERYONE = 1;
    private static final int EMAIL = 2;
    private static final int EMAIL_DOMAIN = 3;
    private static final int IP = 4;
    private static final int COUNTRY = 5;
    private static final int ANY_CERTIFICATE = 6;
    private static final int COMMON_NAME = 7;
    private static final int ANY_SERVICE_TOKEN = 8;
    private static final int SERVICE_TOKEN = 9;
    private static final int GROUP = 10;
    private static final int LOGIN_METHOD = 11;
    private static final int AUTH_METHOD = 12;
    private static final int CLAIM = 13;
    private static final int PROVIDER_GROUP = 14;

    private RuleCodec() {}

    static void write(WireWriter out, RuleSet rules) {
        out.list(rules.include(), RuleCodec::write)
                .list(rules.require(), RuleCodec::write)
                .list(rules.exclude(), RuleCodec::write);
    }

    static RuleSet readSet(WireReader in) throws TrustFormatException {
        return new RuleSet(in.list(RuleCodec::read), in.list(RuleCodec::read), in.list(RuleCodec::read));
    }

    private static void write(WireWriter out, Rule rule) {
        switch (rule) {
            case Rule.Unknown(var kind) -> out.u8(UNKNOWN).text(kind);
            case Rule.Everyone _ -> out.u8(EVERYONE);
            case Rule.Email(var address) -> out.u8(EMAIL).text(address);
            case Rule.EmailDomain(var domain) -> out.u8(EMAIL_DOMAIN).text(domain);
            case Rule.Ip(Network(var address, var prefix)) ->
                out.u8(IP)
                        .u64(address.high())
                        .u64(address.low())
                        .flag(address.v6())
                        .u32(prefix);
            case Rule.Country(var code) -> out.u8(COUNTRY).text(code);
            case Rule.AnyCertificate _ -> out.u8(ANY_CERTIFICATE);
            case Rule.CommonName(var name) -> out.u8(COMMON_NAME).text(name);
            case Rule.AnyServiceToken _ -> out.u8(ANY_SERVICE_TOKEN);
            case Rule.ServiceToken(var token) -> out.u8(SERVICE_TOKEN).uuid(token);
            case Rule.Group(var group) -> out.u8(GROUP).uuid(group);
            case Rule.LoginMethod(var provider) -> out.u8(LOGIN_METHOD).uuid(provider);
            case Rule.AuthMethod(var method) -> out.u8(AUTH_METHOD).text(method);
            case Rule.Claim(var provider, var name, var value) ->
                out.u8(CLAIM).uuid(provider).text(name).text(value);
            case Rule.ProviderGroup(var provider, var group) ->
                out.u8(PROVIDER_GROUP).uuid(provider).text(group);
        }
    }

    private static Rule read(WireReader in) throws TrustFormatException {
        int code = in.u8();
        return switch (code) {
            case UNKNOWN -> new Rule.Unknown(in.text());
            case EVERYONE -> new Rule.Everyone();
            case EMAIL -> new Rule.Email(in.text());
            case EMAIL_DOMAIN -> new Rule.EmailDomain(in.text());
            case IP -> new Rule.Ip(new Network(new IpAddress(in.u64(), in.u64(), in.flag()), in.u32()));
            case COUNTRY -> new Rule.Country(in.text());
            case ANY_CERTIFICATE -> new Rule.AnyCertificate();
            case COMMON_NAME -> new Rule.CommonName(in.text());
            case ANY_SERVICE_TOKEN -> new Rule.AnyServiceToken();
            case SERVICE_TOKEN -> new Rule.ServiceToken(in.uuid());
            case GROUP -> new Rule.Group(in.uuid());
            case LOGIN_METHOD -> new Rule.LoginMethod(in.uuid());
            case AUTH_METHOD -> new Rule.AuthMethod(in.text());
            case CLAIM -> new Rule.Claim(in.uuid(), in.text(), in.text());
            case PROVIDER_GROUP -> new Rule.ProviderGroup(in.uuid(), in.text());
            default -> throw new TrustFormatException("rule %d (expected: one this version knows)".formatted(code));
        };
    }
}

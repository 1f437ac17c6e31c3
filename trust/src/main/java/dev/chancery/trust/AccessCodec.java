package dev.chancery.trust;

import dev.chancery.pki.Der;
import dev.chancery.pki.DerException;
import dev.chancery.pki.SubjectPublicKey;
import dev.chancery.trust.access.AccessAccount;
import dev.chancery.trust.access.AccessApplication;
import dev.chancery.trust.access.AccessPolicy;
import dev.chancery.trust.access.ApplicationType;
import dev.chancery.trust.access.Aud;
import dev.chancery.trust.access.CookieRules;
import dev.chancery.trust.access.Cors;
import dev.chancery.trust.access.Kid;
import dev.chancery.trust.access.Place;
import dev.chancery.trust.access.Refusals;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The encoding of what edges believe of Access: as {@link EntryCodec}'s. */
final class AccessCodec {
    private AccessCodec() {}

    static void write(WireWriter out, AccessEntry entry) {
        out.u8(entry.key().kind().code());
        switch (entry) {
            case AccessEntry.AccessPlane(var url, var secret) ->
                out.text(url.toString()).text(secret);
            case AccessEntry.Organization(var account, var authUrl, var name, var session) ->
                out.text(account.hex()).text(authUrl.toString()).text(name).durationOrNull(session);
            case AccessEntry.AccessKey(var account, var kid, var key, var notAfter) ->
                out.text(account.hex())
                        .text(kid.hex())
                        .bytes(key.der().toByteArray())
                        .instantOrNull(notAfter);
            case AccessEntry.Application(var application) -> write(out, application);
            case AccessEntry.Policy(var policy) -> {
                out.uuid(policy.id()).text(policy.name()).text(policy.effect().name());
                RuleCodec.write(out, policy.rules());
                out.durationOrNull(policy.session());
            }
            case AccessEntry.Group(var id, var rules) -> RuleCodec.write(out.uuid(id), rules);
            case AccessEntry.ServiceToken token ->
                out.uuid(token.id())
                        .text(token.account().hex())
                        .text(token.clientId())
                        .text(token.secretHash())
                        .textOrNull(token.previousHash())
                        .instantOrNull(token.previousUntil())
                        .instantOrNull(token.expires());
            case AccessEntry.TokensRevoked(var account, var scope, var subject, var before) ->
                out.text(account.hex()).text(scope.name()).text(subject).instant(before);
        }
    }

    private static void write(WireWriter out, AccessApplication application) {
        out.uuid(application.id())
                .text(application.account().hex())
                .text(application.aud().hex())
                .text(application.type().name())
                .text(application.name())
                .list(application.places(), (to, place) -> to.text(place.host()).text(place.path()))
                .duration(application.session())
                .list(application.providers(), WireWriter::uuid)
                .flag(application.straightToProvider());
        CookieRules cookie = application.cookie();
        out.text(cookie.sameSite().name())
                .flag(cookie.httpOnly())
                .flag(cookie.onPath())
                .flag(cookie.bound());
        Refusals refusals = application.refusals();
        out.textOrNull(refusals.message())
                .textOrNull(text(refusals.personUrl()))
                .textOrNull(text(refusals.serviceUrl()))
                .flag(refusals.serviceUnauthorized())
                .textOrNull(application.serviceTokenHeader())
                .flag(application.preflightBypass());
        write(out, application.cors());
        out.list(application.policies(), WireWriter::uuid);
    }

    private static void write(WireWriter out, @Nullable Cors cors) {
        out.flag(cors != null);
        if (cors != null) {
            Integer age = cors.maxAge();
            out.flag(cors.anyOrigin())
                    .list(cors.origins(), WireWriter::text)
                    .flag(cors.anyMethod())
                    .list(cors.methods(), WireWriter::text)
                    .flag(cors.anyHeader())
                    .list(cors.headers(), WireWriter::text)
                    .flag(cors.credentials())
                    .flag(age != null)
                    .u32(age == null ? 0 : age);
        }
    }

    private static @Nullable String text(@Nullable URI url) {
        return url == null ? null : url.toString();
    }

    /**
     * @param kind the code that was read
     */
    static AccessEntry read(EntryKey.Kind kind, WireReader in) throws TrustFormatException {
        try {
            return switch (kind) {
                case ACCESS_PLANE -> new AccessEntry.AccessPlane(URI.create(in.text()), in.text());
                case ORGANIZATION ->
                    new AccessEntry.Organization(account(in), URI.create(in.text()), in.text(), in.durationOrNull());
                case ACCESS_KEY ->
                    new AccessEntry.AccessKey(account(in), new Kid(in.text()), key(in), in.instantOrNull());
                case APPLICATION -> new AccessEntry.Application(application(in));
                case POLICY ->
                    new AccessEntry.Policy(new AccessPolicy(
                            in.uuid(),
                            in.text(),
                            in.word(AccessPolicy.Effect.class),
                            RuleCodec.readSet(in),
                            in.durationOrNull()));
                case GROUP -> new AccessEntry.Group(in.uuid(), RuleCodec.readSet(in));
                case SERVICE_TOKEN ->
                    new AccessEntry.ServiceToken(
                            in.uuid(),
                            account(in),
                            in.text(),
                            in.text(),
                            in.textOrNull(),
                            in.instantOrNull(),
                            in.instantOrNull());
                case TOKENS_REVOKED ->
                    new AccessEntry.TokensRevoked(
                            account(in), in.word(AccessEntry.TokenScope.class), in.text(), in.instant());
                case AUTHORITY,
                        BINDING,
                        SETTINGS,
                        RULES,
                        ROUTE,
                        SERVER_CERTIFICATE,
                        REVOKED,
                        REVOCATION_LIST,
                        OCSP_RESPONDER,
                        OCSP_ANSWER ->
                    throw new TrustFormatException("an entry of kind %s among those of Access".formatted(kind));
            };
        } catch (IllegalArgumentException e) {
            throw new TrustFormatException(String.valueOf(e.getMessage()), e);
        }
    }

    private static AccessApplication application(WireReader in) throws TrustFormatException {
        return new AccessApplication(
                in.uuid(),
                account(in),
                new Aud(in.text()),
                in.word(ApplicationType.class),
                in.text(),
                in.list(from -> new Place(from.text(), from.text())),
                in.duration(),
                in.list(WireReader::uuid),
                in.flag(),
                new CookieRules(in.word(CookieRules.SameSite.class), in.flag(), in.flag(), in.flag()),
                new Refusals(in.textOrNull(), url(in.textOrNull()), url(in.textOrNull()), in.flag()),
                in.textOrNull(),
                in.flag(),
                in.flag() ? cors(in) : null,
                in.list(WireReader::uuid));
    }

    private static Cors cors(WireReader in) throws TrustFormatException {
        boolean anyOrigin = in.flag();
        List<String> origins = in.list(WireReader::text);
        boolean anyMethod = in.flag();
        List<String> methods = in.list(WireReader::text);
        boolean anyHeader = in.flag();
        List<String> headers = in.list(WireReader::text);
        boolean credentials = in.flag();
        boolean hasAge = in.flag();
        int age = in.u32();
        return new Cors(anyOrigin, origins, anyMethod, methods, anyHeader, headers, credentials, hasAge ? age : null);
    }

    private static @Nullable URI url(@Nullable String text) {
        return text == null ? null : URI.create(text);
    }

    private static AccessAccount account(WireReader in) throws TrustFormatException {
        return new AccessAccount(in.text());
    }

    private static SubjectPublicKey key(WireReader in) throws TrustFormatException {
        try {
            return SubjectPublicKey.parse(Der.of(in.bytes()));
        } catch (DerException e) {
            throw new TrustFormatException("a key that is none: " + e.sentence(), e);
        }
    }
}

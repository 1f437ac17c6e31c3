package dev.chancery.access.saml;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TimeZone;
import javax.xml.datatype.XMLGregorianCalendar;
import org.jspecify.annotations.Nullable;
import org.keycloak.dom.saml.v2.assertion.AssertionType;
import org.keycloak.dom.saml.v2.assertion.AudienceRestrictionType;
import org.keycloak.dom.saml.v2.assertion.AuthnStatementType;
import org.keycloak.dom.saml.v2.assertion.ConditionAbstractType;
import org.keycloak.dom.saml.v2.assertion.ConditionsType;
import org.keycloak.dom.saml.v2.assertion.NameIDType;
import org.keycloak.dom.saml.v2.assertion.OneTimeUseType;
import org.keycloak.dom.saml.v2.assertion.ProxyRestrictionType;
import org.keycloak.dom.saml.v2.assertion.SubjectConfirmationDataType;
import org.keycloak.dom.saml.v2.assertion.SubjectConfirmationType;
import org.keycloak.dom.saml.v2.assertion.SubjectType;

/**
 * Whether an assertion whose signature is good is meant for us, now, in answer to our request (profiles 2.0 section 4.1.4.3). What
 * the profile demands and an assertion lacks is refused, not passed over.
 */
final class AssertionJudge {
    /** How far an identity provider's clock may be from ours. */
    static final Duration SKEW = Duration.ofSeconds(60);

    /** The longest time an assertion may be good for; it is remembered for as long. */
    static final Duration LONGEST = Duration.ofHours(24);

    private static final String BEARER = "urn:oasis:names:tc:SAML:2.0:cm:bearer";

    private final Expected expected;
    private final Instant now;

    AssertionJudge(Expected expected, Instant now) {
        this.expected = expected;
        this.now = now;
    }

    /**
     * Judges.
     *
     * @throws Refused from WRONG_ISSUER down
     */
    SamlIdentity judge(AssertionType assertion) throws Refused {
        require(isIssuer(assertion.getIssuer(), expected.provider()), SamlRefusal.WRONG_ISSUER);
        SubjectType subject = present(assertion.getSubject(), SamlRefusal.NO_SUBJECT);
        NameIDType name = name(subject);
        conditions(present(assertion.getConditions(), SamlRefusal.WRONG_AUDIENCE));
        Instant until = confirmed(subject.getConfirmation());
        Optional<Instant> sessionUntil = authenticated(assertion);
        Attributes attributes = Attributes.of(assertion);
        String email = attributes.email(expected.provider(), name);
        return new SamlIdentity(
                email, name.getValue(), attributes.all(), assertion.getID(), until.plus(SKEW), sessionUntil);
    }

    static boolean isIssuer(@Nullable NameIDType issuer, SamlProvider provider) {
        return issuer != null && provider.issuer().equals(issuer.getValue());
    }

    private static NameIDType name(SubjectType subject) throws Refused {
        SubjectType.STSubType sub = present(subject.getSubType(), SamlRefusal.NO_SUBJECT);
        if (sub.getBaseID() instanceof NameIDType name && !name.getValue().isBlank()) {
            return name;
        }
        throw new Refused(SamlRefusal.NO_SUBJECT);
    }

    private void conditions(ConditionsType conditions) throws Refused {
        window(instant(conditions.getNotBefore()), instant(conditions.getNotOnOrAfter()));
        boolean restricted = false;
        for (ConditionAbstractType condition : conditions.getConditions()) {
            switch (condition) {
                case AudienceRestrictionType audience -> {
                    // As text: addresses that are equal as URIs are not the same entity id (core 2.0 section 8.3.6).
                    require(
                            audience.getAudience().stream()
                                    .map(URI::toString)
                                    .anyMatch(expected.us().entityId()::equals),
                            SamlRefusal.WRONG_AUDIENCE);
                    restricted = true;
                }
                case OneTimeUseType once -> {
                    // Every assertion is used once.
                }
                case ProxyRestrictionType proxies -> {
                    // We assert nothing to anybody in its name.
                }
                default -> throw new Refused(SamlRefusal.UNKNOWN_CONDITION);
            }
        }
        require(restricted, SamlRefusal.WRONG_AUDIENCE);
    }

    private void window(@Nullable Instant from, @Nullable Instant until) throws Refused {
        require(from == null || !now.plus(SKEW).isBefore(from), SamlRefusal.NOT_YET_VALID);
        require(until == null || now.minus(SKEW).isBefore(until), SamlRefusal.EXPIRED);
    }

    /** One confirmation that is right will do; returns when it ends. */
    private Instant confirmed(List<SubjectConfirmationType> confirmations) throws Refused {
        for (SubjectConfirmationType confirmation : confirmations) {
            @Nullable SubjectConfirmationDataType data = confirmation.getSubjectConfirmationData();
            if (!BEARER.equals(confirmation.getMethod()) || data == null) {
                continue;
            }
            @Nullable Instant until = instant(data.getNotOnOrAfter());
            @Nullable Instant from = instant(data.getNotBefore());
            if (until != null
                    && now.minus(SKEW).isBefore(until)
                    && until.isBefore(now.plus(LONGEST))
                    && (from == null || !now.plus(SKEW).isBefore(from))
                    && expected.us().consumer().toString().equals(data.getRecipient())
                    && expected.request().equals(data.getInResponseTo())) {
                return until;
            }
        }
        throw new Refused(SamlRefusal.NOT_CONFIRMED);
    }

    private Optional<Instant> authenticated(AssertionType assertion) throws Refused {
        List<AuthnStatementType> statements = assertion.getStatements().stream()
                .filter(AuthnStatementType.class::isInstance)
                .map(AuthnStatementType.class::cast)
                .toList();
        require(!statements.isEmpty(), SamlRefusal.NO_AUTHENTICATION);
        Optional<Instant> ends = Optional.empty();
        for (AuthnStatementType statement : statements) {
            @Nullable Instant since = instant(statement.getAuthnInstant());
            require(since != null && !now.plus(SKEW).isBefore(since), SamlRefusal.NO_AUTHENTICATION);
            @Nullable Instant until = instant(statement.getSessionNotOnOrAfter());
            if (until != null) {
                require(now.minus(SKEW).isBefore(until), SamlRefusal.EXPIRED);
                ends = Optional.of(
                        ends.filter(earlier -> earlier.isBefore(until)).orElse(until));
            }
        }
        return ends;
    }

    /** Times of SAML are UTC (core 2.0 section 1.3.3), also where they do not say so. */
    private static @Nullable Instant instant(@Nullable XMLGregorianCalendar time) {
        return time == null
                ? null
                : time.toGregorianCalendar(
                                time.getTimezone() == javax.xml.datatype.DatatypeConstants.FIELD_UNDEFINED
                                        ? TimeZone.getTimeZone("UTC")
                                        : null,
                                null,
                                null)
                        .toInstant();
    }

    private static <T> T present(@Nullable T value, SamlRefusal otherwise) throws Refused {
        if (value == null) {
            throw new Refused(otherwise);
        }
        return value;
    }

    private static void require(boolean right, SamlRefusal otherwise) throws Refused {
        if (!right) {
            throw new Refused(otherwise);
        }
    }
}

package dev.chancery.edge.front;

import dev.chancery.edge.access.Guest;
import dev.chancery.edge.answer.Answer;
import dev.chancery.edge.answer.Reason;
import dev.chancery.edge.belief.Belief;
import dev.chancery.edge.belief.ClientChain;
import dev.chancery.edge.belief.ServedSite;
import dev.chancery.edge.fields.CertificateFields;
import dev.chancery.trust.Judge;
import dev.chancery.trust.Refusal;
import dev.chancery.trust.Standing;
import dev.chancery.trust.TrustEntry;
import dev.chancery.trust.access.ClientCertificate;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one connection may do: it was made for one hostname, with or without a client certificate, and every request on it is
 * decided anew by what is believed at that moment. Used on the connection's loop only.
 */
final class Passage {
    private static final Logger LOG = LoggerFactory.getLogger(Passage.class);
    /** How often one connection says that its client is there. */
    private static final long SIGHTING_SECONDS = 5;

    private static final Decision MISDIRECTED = new Decision.Turn(Answer.of(Reason.MISDIRECTED));
    private static final Decision NO_LEASE = new Decision.Turn(Answer.of(Reason.NO_LEASE));
    private static final Refusal NONE_SHOWN =
            new Refusal(dev.chancery.trust.Reason.NO_CERTIFICATE, Reason.CERTIFICATE_MISSING.sentence());

    private final String hostname;
    private final @Nullable ClientChain chain;
    private final FrontParts parts;

    // What was found out under the belief last seen.
    private @Nullable Belief known;
    private @Nullable ServedSite own;
    private Decision pass = MISDIRECTED;
    private @Nullable Standing standing;
    private @Nullable Decision admitted;
    private long nextSighting;
    private boolean letIn;
    private boolean waits;

    private @Nullable Guest last;

    /**
     * @param hostname the SNI of the handshake, in lower case
     * @param chain what the client proved to hold in it, or null
     */
    Passage(String hostname, @Nullable ClientChain chain, FrontParts parts) {
        this.hostname = hostname;
        this.chain = chain;
        this.parts = parts;
    }

    String hostname() {
        return hostname;
    }

    @Nullable
    ClientChain chain() {
        return chain;
    }

    /** Whether it is decided here who is let in, as believed now. */
    boolean guarded() {
        learn(parts.belief().get());
        return own != null && own.guarded();
    }

    /** What is known, under a belief, of the client's certificate at a hostname: one shown for another says nothing. */
    ClientCertificate certificate(Belief belief, String at) {
        learn(belief);
        if (own == null || !own.asks() || !at.equals(hostname) || refusal(belief, own) != null) {
            return ClientCertificate.NONE;
        }
        return standing instanceof Standing.Good good
                ? new ClientCertificate.Valid(good.leaf().subject().first().commonName())
                : ClientCertificate.NONE;
    }

    /** Decides on a request that names this host, under a belief that was just read and by clocks this call reads. */
    Decision decide(Belief belief, String host) {
        learn(belief);
        if (!isOwn(host)) {
            return elsewhere(belief, host);
        }
        if (own == null || !own.guarded()) {
            return pass;
        }
        if (!parts.lease().holds()) {
            return NO_LEASE;
        }
        if (!own.asks()) {
            return pass;
        }
        @Nullable Refusal refusal = refusal(belief, own);
        Decision decision = refusal == null ? admitted(own) : refused(own, refusal);
        letIn |= refusal == null;
        waits = decision instanceof Decision.Hold;
        return decision;
    }

    /** Whether the connection may go on under a belief: false if its hostname asks and its client is not admitted. */
    boolean mayStay(Belief belief) {
        learn(belief);
        if (own == null) {
            return false;
        }
        boolean admitted = !own.asks() || own.said().mode() == TrustEntry.Mode.LOG || isWelcome(belief, own);
        return admitted && (last == null || mayStay(last, belief));
    }

    /**
     * Whoever waits to hear whether they are let in may wait, and is answered; whoever was let in may not go on while that is not
     * known.
     */
    private boolean isWelcome(Belief belief, ServedSite site) {
        @Nullable Refusal refusal = refusal(belief, site);
        return refusal == null || (!letIn && (waits || isPending(refusal)));
    }

    private static boolean isPending(Refusal refusal) {
        return refusal.reason() == dev.chancery.trust.Reason.STATUS_PENDING;
    }

    /** Whether somebody a request was let in as may stay under a belief. */
    boolean mayStay(Guest guest, Belief belief) {
        return parts.access().mayStay(guest, belief.bundle().config().access(), certificate(belief, guest.host()));
    }

    /** Takes note of whom the newest request was let in as: if they have to go, the connection goes with them. */
    void remember(Guest guest) {
        last = guest;
    }

    private void learn(Belief belief) {
        if (belief == known) {
            return;
        }
        own = belief.sites().find(hostname);
        if (known == null || !belief.judgesAs(known)) {
            standing = null;
            admitted = null;
            pass = own == null ? MISDIRECTED : new Decision.Pass(own, CertificateFields.NONE);
        }
        known = belief;
    }

    /** Why the client is not admitted, or null if it is. */
    private @Nullable Refusal refusal(Belief belief, ServedSite site) {
        if (chain == null) {
            return NONE_SHOWN;
        }
        Instant now = parts.clock().instant();
        if (standing == null || mayHaveChanged(standing, now)) {
            standing = belief.standing(site.said(), chain, now);
            admitted = null;
        }
        @Nullable
        Refusal refusal = switch (standing) {
            case Standing.Good good -> Judge.status(site.said(), good, belief.status(), now);
            case Standing.Bad(Refusal why) -> why;
        };
        if (refusal == null && now.getEpochSecond() >= nextSighting) {
            nextSighting = now.getEpochSecond() + SIGHTING_SECONDS;
            parts.sightings().saw(chain, site.said().hostname(), now);
        }
        return refusal;
    }

    /** With time alone: what has expired may have another path, and what was not yet valid may be. */
    private static boolean mayHaveChanged(Standing standing, Instant now) {
        return switch (standing) {
            case Standing.Good good -> !now.isBefore(good.until());
            case Standing.Bad(Refusal why) -> why.reason() == dev.chancery.trust.Reason.NOT_YET_VALID;
        };
    }

    /** The origin is told of certificates that were verified, never of what merely passed in log mode. */
    private Decision admitted(ServedSite site) {
        if (admitted == null) {
            admitted = chain != null
                            && standing instanceof Standing.Good good
                            && site.forwarding().any()
                    ? new Decision.Pass(site, CertificateFields.of(chain, good.path(), site.forwarding()))
                    : pass;
        }
        return admitted;
    }

    private Decision refused(ServedSite site, Refusal refusal) {
        if (site.said().mode() == TrustEntry.Mode.LOG) {
            parts.meters().logged();
            LOG.atInfo()
                    .addKeyValue("hostname", site.hostname())
                    .addKeyValue("reason", refusal.reason().code())
                    .addKeyValue("leaf_sha256", chain == null ? "" : chain.leafSha256())
                    .log("a request passed that would have been refused");
            return pass;
        }
        Reason reason = chain == null ? Reason.CERTIFICATE_MISSING : Reason.CERTIFICATE_REFUSED;
        Answer answer = Answer.of(reason, refusal.reason().code(), refusal.sentence());
        boolean held = chain != null
                && isPending(refusal)
                && parts.sightings()
                        .waits(chain, site.said().hostname(), parts.clock().instant());
        return held ? new Decision.Hold(answer) : new Decision.Turn(answer);
    }

    /**
     * A request for another hostname than the handshake's, as clients make on a shared HTTP/2 connection. It passes only where
     * client certificates matter on neither: what was shown for one hostname says nothing for another (RFC 9110 section 7.4).
     */
    private Decision elsewhere(Belief belief, String host) {
        @Nullable ServedSite other = belief.sites().find(bare(host).toLowerCase(Locale.ROOT));
        if (other == null || other.asks() || own == null || own.asks()) {
            return MISDIRECTED;
        }
        if (other.guarded() && !parts.lease().holds()) {
            return NO_LEASE;
        }
        return new Decision.Pass(other, CertificateFields.NONE);
    }

    private boolean isOwn(String host) {
        int length = hostname.length();
        return host.regionMatches(true, 0, hostname, 0, length)
                && (host.length() == length || (host.charAt(length) == ':' && isPort(host, length + 1)));
    }

    private static String bare(String host) {
        int colon = host.indexOf(':');
        return colon >= 0 && isPort(host, colon + 1) ? host.substring(0, colon) : host;
    }

    private static boolean isPort(String host, int from) {
        for (int i = from; i < host.length(); i++) {
            if (host.charAt(i) < '0' || host.charAt(i) > '9') {
                return false;
            }
        }
        return host.length() - from <= 5;
    }
}

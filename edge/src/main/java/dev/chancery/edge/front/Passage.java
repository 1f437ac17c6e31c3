package dev.chancery.edge.front;

import dev.chancery.edge.answer.Answer;
import dev.chancery.edge.answer.Reason;
import dev.chancery.edge.belief.Belief;
import dev.chancery.edge.belief.ClientChain;
import dev.chancery.edge.belief.ServedSite;
import dev.chancery.edge.belief.Standing;
import dev.chancery.edge.belief.Verdict;
import dev.chancery.edge.fields.CertificateFields;
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
    private static final Decision MISDIRECTED = new Decision.Turn(Answer.of(Reason.MISDIRECTED));
    private static final Decision NO_LEASE = new Decision.Turn(Answer.of(Reason.NO_LEASE));
    private static final Verdict.Refused NONE_SHOWN =
            new Verdict.Refused(Reason.CERTIFICATE_MISSING.word(), Reason.CERTIFICATE_MISSING.sentence());

    private final String hostname;
    private final @Nullable ClientChain chain;
    private final FrontParts parts;

    // What was found out under the belief last seen.
    private @Nullable Belief known;
    private @Nullable ServedSite own;
    private Decision pass = MISDIRECTED;
    private @Nullable Standing standing;
    private @Nullable Decision admitted;

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

    /** Whether the hostname asks for client certificates, as believed now. */
    boolean guarded() {
        learn(parts.belief().get());
        return own != null && own.asks();
    }

    /** Decides on a request that names this host, from clocks and a belief read by this call. */
    Decision decide(String host) {
        Belief belief = parts.belief().get();
        learn(belief);
        if (!isOwn(host)) {
            return elsewhere(belief, host);
        }
        if (own == null || !own.asks()) {
            return pass;
        }
        if (!parts.lease().holds()) {
            return NO_LEASE;
        }
        return switch (verdict(belief, own)) {
            case Verdict.Admitted _ -> admitted(own);
            case Verdict.Refused refused -> refused(own, refused);
        };
    }

    /** Whether the connection may go on under a belief: false if its hostname asks and its client is not admitted. */
    boolean mayStay(Belief belief) {
        learn(belief);
        if (own == null) {
            return false;
        }
        return !own.asks() || own.mode() == ServedSite.Mode.LOG || verdict(belief, own) instanceof Verdict.Admitted;
    }

    private void learn(Belief belief) {
        if (belief == known) {
            return;
        }
        known = belief;
        own = belief.sites().find(hostname);
        pass = own == null ? MISDIRECTED : new Decision.Pass(own, CertificateFields.NONE);
        standing = null;
        admitted = null;
    }

    /** The origin is told of certificates that were verified, never of what merely passed in log mode. */
    private Decision admitted(ServedSite site) {
        if (admitted == null) {
            admitted = chain == null ? pass : new Decision.Pass(site, CertificateFields.of(chain, site.forwarding()));
        }
        return admitted;
    }

    private Verdict verdict(Belief belief, ServedSite site) {
        if (chain == null) {
            return NONE_SHOWN;
        }
        if (standing == null) {
            standing = belief.admission().judge(site, chain, parts.clock().instant());
        }
        return standing.at(parts.clock().instant());
    }

    private Decision refused(ServedSite site, Verdict.Refused refused) {
        if (site.mode() == ServedSite.Mode.LOG) {
            parts.meters().logged();
            LOG.atInfo()
                    .addKeyValue("hostname", site.hostname())
                    .addKeyValue("reason", refused.reason())
                    .addKeyValue("leaf_sha256", chain == null ? "" : chain.leafSha256())
                    .log("a request passed that would have been refused");
            return pass;
        }
        Reason reason = chain == null ? Reason.CERTIFICATE_MISSING : Reason.CERTIFICATE_REFUSED;
        return new Decision.Turn(Answer.of(reason, refused.reason(), refused.because()));
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

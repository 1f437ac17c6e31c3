package dev.chancery.control.sshcertificates;

import dev.chancery.control.accessplane.SshSigner;
import dev.chancery.control.accessplane.SshSigner.Outcome;
import dev.chancery.control.db.GroupState;
import dev.chancery.control.db.LiveRow;
import dev.chancery.control.db.Tx;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What one group of writes signed. Each order is judged once more in the transaction that records it: whoever revokes a person's
 * certificates holds the account too, so that either this transaction sees the revocation or the revocation sees its rows.
 */
final class Signing extends GroupState<Signing.Made> {
    private final SshCertificateStore store = new SshCertificateStore();

    /**
     * A certificate that was signed and that nobody has seen.
     *
     * @param judge of the order it was signed for
     */
    record Made(SshSigner.Order order, SignedCertificate certificate, Judge judge) {}

    /** Says once more why an order is refused; empty if it is not. */
    @FunctionalInterface
    interface Judge {
        Optional<Outcome> refuses(Tx tx, Made made);
    }

    /** What was in order when it was signed is so no more. */
    static final class Withdrawn extends RuntimeException {
        @SuppressWarnings("serial") // never leaves the process
        private final Outcome outcome;

        Withdrawn(Outcome outcome) {
            super("the order is refused by now", null, false, false);
            this.outcome = outcome;
        }

        Outcome outcome() {
            return outcome;
        }
    }

    static Signing of(Tx tx) {
        return tx.group(Signing.class, Signing::new);
    }

    @Override
    protected Order order() {
        return Order.ROWS;
    }

    @Override
    protected void flush(Tx tx, List<Made> all) {
        if (all.isEmpty()) {
            return;
        }
        TreeSet<String> accounts = new TreeSet<>();
        all.forEach(made -> accounts.add(made.certificate().account().hex()));
        // In one order everywhere, so that two replicas never wait for each other.
        accounts.forEach(account -> LiveRow.ACCOUNT.hold(tx, account));
        for (Made made : all) {
            made.judge().refuses(tx, made).ifPresent(outcome -> {
                throw new Withdrawn(outcome);
            });
        }
        store.insert(tx, all.stream().map(Made::certificate).toList());
    }
}

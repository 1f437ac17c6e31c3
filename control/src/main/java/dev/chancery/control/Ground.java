package dev.chancery.control;

import dev.chancery.control.accesstrust.AccessTrust;
import dev.chancery.control.audit.AuditLog;
import dev.chancery.control.clientcertificates.IssuedClientCertificates;
import dev.chancery.control.customcertificates.UploadedServerNames;
import dev.chancery.control.db.Database;
import dev.chancery.control.db.Tx;
import dev.chancery.control.issuing.KeyCustody;
import dev.chancery.control.issuing.LocalCa;
import dev.chancery.control.issuing.ManagedCaBirth;
import dev.chancery.control.issuing.ManagedCas;
import dev.chancery.control.localcertificates.LocalCertificates;
import dev.chancery.control.publishing.Publication;
import dev.chancery.control.publishing.TrustLog;
import dev.chancery.control.revocation.CrlJob;
import dev.chancery.control.revocation.CrlPublisher;
import dev.chancery.control.tokens.TokenAuthenticator;
import dev.chancery.control.tokens.TokenUse;
import dev.chancery.control.zones.ZoneDirectory;
import java.security.SecureRandom;
import java.time.InstantSource;

/** What more than one family stands on, made once. */
record Ground(
        Database database,
        KeyCustody custody,
        Control.Options options,
        Control.Rim rim,
        AuditLog audit,
        TrustLog trust,
        AccessTrust accessTrust,
        TokenUse tokenUse,
        TokenAuthenticator authenticator,
        ZoneDirectory directory,
        ManagedCas cas,
        LocalCa localCa,
        LocalCertificates local,
        IssuedClientCertificates issued,
        CrlPublisher publisher,
        CrlJob crls,
        EdgeGround edges) {
    static Ground lay(Database database, KeyCustody custody, Control.Options options, Control.Rim rim) {
        AuditLog audit = new AuditLog(rim.clock());
        EdgeGround edges = EdgeGround.lay(database, rim);
        TokenUse use = new TokenUse(database);
        ManagedCas cas = cas(database, custody, options, rim, audit);
        IssuedClientCertificates issued = new IssuedClientCertificates();
        CrlPublisher publisher = new CrlPublisher(database, cas, issued, rim.clock());
        LocalCa localCa = new LocalCa(database, custody, rim.random(), rim.clock());
        return new Ground(
                database,
                custody,
                options,
                rim,
                audit,
                edges.log(),
                new AccessTrust(edges.log(), options.edgePort()),
                use,
                new TokenAuthenticator(database, rim.clock(), rim.ticker(), use),
                new ZoneDirectory(database, rim.ticker()),
                cas,
                localCa,
                new LocalCertificates(localCa, custody, new UploadedServerNames(), rim.clock()),
                issued,
                publisher,
                new CrlJob(publisher, CrlJob.Pace.byDefault()),
                edges);
    }

    private static ManagedCas cas(
            Database database, KeyCustody custody, Control.Options options, Control.Rim rim, AuditLog audit) {
        ManagedCaBirth birth = new ManagedCaBirth(
                database, custody, audit, options.publicUrl(), options.managedCaKey(), rim.random(), rim.clock());
        return new ManagedCas(database, custody, birth, options.keys(), rim.random(), rim.clock());
    }

    /** Writes lists of hostnames and tells edges. */
    Publication publication() {
        return new Publication(trust);
    }

    InstantSource clock() {
        return rim.clock();
    }

    SecureRandom random() {
        return rim.random();
    }

    /** Whoever remembers what principals reach hears that it changes. */
    void accessChanges(Tx tx) {
        authenticator.in(tx);
        directory.in(tx);
    }
}

package dev.chancery.app;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.chancery.ca.KeySpec;
import dev.chancery.control.accounts.AccountsEndpoints;
import dev.chancery.control.audit.AuditEndpoints;
import dev.chancery.control.audit.AuditLog;
import dev.chancery.control.audit.ListAuditLog;
import dev.chancery.control.clientcertificates.ClientCertificateEndpoints;
import dev.chancery.control.clientcertificates.ClientCertificateQuota;
import dev.chancery.control.clientcertificates.ClientCertificateStore;
import dev.chancery.control.clientcertificates.IssueClientCertificate;
import dev.chancery.control.clientcertificates.IssuedClientCertificates;
import dev.chancery.control.clientcertificates.ListClientCertificates;
import dev.chancery.control.clientcertificates.ReactivateClientCertificate;
import dev.chancery.control.clientcertificates.ReadClientCertificate;
import dev.chancery.control.clientcertificates.RevokeClientCertificate;
import dev.chancery.control.db.Database;
import dev.chancery.control.hostnameassociations.HostnameAssociationsEndpoints;
import dev.chancery.control.hostnameassociations.HostnameUses;
import dev.chancery.control.hostnameassociations.ListHostnameAssociations;
import dev.chancery.control.hostnameassociations.ReplaceHostnameAssociations;
import dev.chancery.control.issuing.CaFileEndpoints;
import dev.chancery.control.issuing.KeyCustody;
import dev.chancery.control.issuing.ManagedCaBirth;
import dev.chancery.control.issuing.ManagedCaEndpoints;
import dev.chancery.control.issuing.ManagedCas;
import dev.chancery.control.issuing.PartitionRoller;
import dev.chancery.control.issuing.PublicUrl;
import dev.chancery.control.issuing.ReadCaFile;
import dev.chancery.control.issuing.ReadManagedCa;
import dev.chancery.control.mtlscertificates.DeleteMtlsCertificate;
import dev.chancery.control.mtlscertificates.ListAssociations;
import dev.chancery.control.mtlscertificates.ListMtlsCertificates;
import dev.chancery.control.mtlscertificates.MtlsCertificateEndpoints;
import dev.chancery.control.mtlscertificates.ReadMtlsCertificate;
import dev.chancery.control.mtlscertificates.StoredCertificates;
import dev.chancery.control.mtlscertificates.UploadMtlsCertificate;
import dev.chancery.control.publishing.CertificateUses;
import dev.chancery.control.revocation.AnswerOcsp;
import dev.chancery.control.revocation.CrlJob;
import dev.chancery.control.revocation.CrlPublisher;
import dev.chancery.control.revocation.OcspResponders;
import dev.chancery.control.revocation.RevocationEndpoints;
import dev.chancery.control.tokens.LegacyKeys;
import dev.chancery.control.tokens.TokenAuthenticator;
import dev.chancery.control.tokens.TokenUse;
import dev.chancery.control.tokens.TokensEndpoints;
import dev.chancery.control.users.UsersEndpoints;
import dev.chancery.control.v4.Endpoints;
import dev.chancery.control.zones.ZoneDirectory;
import dev.chancery.control.zones.ZonesEndpoints;
import dev.chancery.pki.KeyPolicy;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/**
 * The features of control, wired: every operation with what it needs, and nothing decided.
 *
 * @param authenticator knows tokens and legacy keys
 * @param directory knows zones
 * @param legacyKeys gives and takes the owner's legacy key
 * @param cas the managed CAs
 * @param tokenUse when tokens were last used
 * @param crls builds revocation lists behind the revocations
 * @param roller opens the next partition of a revocation list
 * @param api what answers under {@code /client/v4}
 * @param open what answers without a token
 */
record Features(
        TokenAuthenticator authenticator,
        ZoneDirectory directory,
        LegacyKeys legacyKeys,
        ManagedCas cas,
        TokenUse tokenUse,
        CrlJob crls,
        PartitionRoller roller,
        List<Endpoints> api,
        List<Endpoints> open) {
    Features {
        api = List.copyOf(api);
        open = List.copyOf(open);
    }

    /** What the rim hands in. */
    record Rim(InstantSource clock, SecureRandom random, Ticker ticker) {
        static Rim real() {
            return new Rim(InstantSource.system(), new SecureRandom(), Ticker.systemTicker());
        }
    }

    static Features wire(
            Database database, KeyCustody custody, PublicUrl publicUrl, KeySpec managedCaKey, KeyPolicy keys, Rim rim) {
        InstantSource clock = rim.clock();
        SecureRandom random = rim.random();
        AuditLog audit = new AuditLog(clock);
        TokenUse use = new TokenUse(database);
        TokenAuthenticator authenticator = new TokenAuthenticator(database, clock, rim.ticker(), use);
        ZoneDirectory directory = new ZoneDirectory(database, rim.ticker());
        ManagedCas cas = new ManagedCas(
                database,
                custody,
                new ManagedCaBirth(database, custody, audit, publicUrl, managedCaKey, random, clock),
                keys,
                random,
                clock);
        IssuedClientCertificates issued = new IssuedClientCertificates();
        CrlPublisher publisher = new CrlPublisher(database, cas, issued, clock);
        CrlJob crls = new CrlJob(publisher, CrlJob.Pace.byDefault());
        OcspResponders responders = new OcspResponders(database, cas, custody, audit, UUID::randomUUID, random, clock);
        return new Features(
                authenticator,
                directory,
                new LegacyKeys(database, audit, authenticator),
                cas,
                use,
                crls,
                new PartitionRoller(database, cas),
                List.of(
                        new AccountsEndpoints(database, audit, clock, random, tx -> {
                            authenticator.in(tx);
                            directory.in(tx);
                        }),
                        new ZonesEndpoints(database, audit, clock, random, directory),
                        new UsersEndpoints(database, audit),
                        new TokensEndpoints(database, audit, clock, random, authenticator, directory),
                        new AuditEndpoints(new ListAuditLog(database)),
                        new ManagedCaEndpoints(new ReadManagedCa(cas)),
                        clientCertificates(database, cas, crls, audit, rim),
                        mtlsCertificates(database, custody, audit, clock),
                        hostnameAssociations(database, audit)),
                List.of(
                        new CaFileEndpoints(new ReadCaFile(cas)),
                        new RevocationEndpoints(publisher, new AnswerOcsp(database, cas, responders, issued, clock))));
    }

    private static Endpoints clientCertificates(
            Database database, ManagedCas cas, CrlJob crls, AuditLog audit, Rim rim) {
        ClientCertificateStore store = new ClientCertificateStore(crls::wake);
        ClientCertificateQuota quota = ClientCertificateQuota.UNLIMITED;
        return new ClientCertificateEndpoints(new ClientCertificateEndpoints.Operations(
                new IssueClientCertificate(database, cas, store, quota, audit, rim.random(), rim.clock()),
                new ReadClientCertificate(database, store),
                new ListClientCertificates(database, store),
                new ReactivateClientCertificate(database, store, quota, audit, rim.clock()),
                new RevokeClientCertificate(database, store, audit, rim.clock())));
    }

    private static Endpoints mtlsCertificates(
            Database database, KeyCustody custody, AuditLog audit, InstantSource clock) {
        List<CertificateUses> services = List.of(new HostnameUses());
        return new MtlsCertificateEndpoints(new MtlsCertificateEndpoints.Operations(
                new ListMtlsCertificates(database),
                new UploadMtlsCertificate(database, custody, audit, UUID::randomUUID, clock),
                new ReadMtlsCertificate(database),
                new DeleteMtlsCertificate(database, custody, services, audit, clock),
                new ListAssociations(database, services)));
    }

    private static Endpoints hostnameAssociations(Database database, AuditLog audit) {
        StoredCertificates uploaded = new StoredCertificates();
        return new HostnameAssociationsEndpoints(
                new ListHostnameAssociations(database, uploaded),
                new ReplaceHostnameAssociations(database, uploaded, audit));
    }
}

package dev.chancery.control;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.chancery.ca.KeySpec;
import dev.chancery.control.accessapps.KnownApplications;
import dev.chancery.control.accesskeys.AccessKeyring;
import dev.chancery.control.accesskeys.ScheduledKeyRotation;
import dev.chancery.control.accessplane.AccessPlane;
import dev.chancery.control.accessplane.AccessRequests;
import dev.chancery.control.accessplane.Head;
import dev.chancery.control.accessplane.HouseSecret;
import dev.chancery.control.accessplane.Meeting;
import dev.chancery.control.accessplane.OneTimeValues;
import dev.chancery.control.accessplane.Providers;
import dev.chancery.control.accessplane.SamlAssertions;
import dev.chancery.control.accessplane.SshSigner;
import dev.chancery.control.accessplane.Teams;
import dev.chancery.control.accessplane.TokenKeys;
import dev.chancery.control.accesstrust.AccessTrust;
import dev.chancery.control.accesstrust.ForgetTokenRevocations;
import dev.chancery.control.bootstrap.Bootstrap;
import dev.chancery.control.clientcertificates.ClientCertificateQuota;
import dev.chancery.control.db.Database;
import dev.chancery.control.edges.EdgePlane;
import dev.chancery.control.identityproviders.FindProviders;
import dev.chancery.control.identityproviders.StoredProviders;
import dev.chancery.control.issuing.KeyCustody;
import dev.chancery.control.issuing.LocalCa;
import dev.chancery.control.issuing.ManagedCas;
import dev.chancery.control.issuing.PartitionRoller;
import dev.chancery.control.issuing.PublicUrl;
import dev.chancery.control.localcertificates.CertifyAuthDomains;
import dev.chancery.control.localcertificates.RenewLocalCertificates;
import dev.chancery.control.organizations.FindOrganization;
import dev.chancery.control.preview.DryRunEndpoints;
import dev.chancery.control.preview.ShutOut;
import dev.chancery.control.publishing.CurrentBundle;
import dev.chancery.control.publishing.ServerKeys;
import dev.chancery.control.publishing.SshTerms;
import dev.chancery.control.revocation.CrlJob;
import dev.chancery.control.revocation.CrlPublisher;
import dev.chancery.control.revocationlists.AskOcspResponders;
import dev.chancery.control.revocationlists.FetchRevocationLists;
import dev.chancery.control.samlcertificates.AssertionKeys;
import dev.chancery.control.samlcertificates.ExpiryRotation;
import dev.chancery.control.sshcertificates.ForgetSshCertificates;
import dev.chancery.control.tokens.LegacyKeys;
import dev.chancery.control.tokens.TokenAuthenticator;
import dev.chancery.control.tokens.TokenUse;
import dev.chancery.control.v4.Endpoints;
import dev.chancery.control.v4.EnforcedWait;
import dev.chancery.control.zones.ZoneDirectory;
import dev.chancery.pki.KeyPolicy;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The control plane, wired: every operation with what it needs, and nothing decided. The product and the tests of its families
 * stand on this same wiring; nothing runs by itself until its owner starts it.
 *
 * @param authenticator knows tokens and legacy keys
 * @param directory knows zones
 * @param legacyKeys gives and takes the owner's legacy key
 * @param cas the managed CAs
 * @param tokenUse when tokens were last used
 * @param publisher makes and hands out revocation lists
 * @param crls has revocation lists built behind the revocations
 * @param roller opens the next partition of a revocation list
 * @param samlRotation gives SAML certificate sets new certificates in time
 * @param keyRotation gives accounts new Access signing keys in time
 * @param tokenForgetting forgets revocations of tokens that have expired
 * @param localRenewal renews the local CA's server certificates in time
 * @param authDomains gives auth domains server certificates of the local CA
 * @param crlFetcher fetches the revocation lists of uploaded CAs
 * @param ocspAsker asks the OCSP responders of uploaded CAs
 * @param localCa certifies the house's own servers
 * @param serverKeys releases the keys of server certificates to edges
 * @param assertionKeys opens what SAML assertions are encrypted to
 * @param accessKeyring opens what Access tokens are signed with
 * @param accessTrust what edges are told of Access
 * @param access what the role access is offered
 * @param sshForgetting forgets SSH certificates that have expired
 * @param bootstrap seeds the house
 * @param edges where edges meet control
 * @param api what answers under {@code /client/v4}
 * @param open what answers without a token
 */
public record Control(
        TokenAuthenticator authenticator,
        ZoneDirectory directory,
        LegacyKeys legacyKeys,
        ManagedCas cas,
        TokenUse tokenUse,
        CrlPublisher publisher,
        CrlJob crls,
        PartitionRoller roller,
        ExpiryRotation samlRotation,
        ScheduledKeyRotation keyRotation,
        ForgetTokenRevocations tokenForgetting,
        RenewLocalCertificates localRenewal,
        CertifyAuthDomains authDomains,
        FetchRevocationLists crlFetcher,
        AskOcspResponders ocspAsker,
        LocalCa localCa,
        ServerKeys serverKeys,
        AssertionKeys assertionKeys,
        AccessKeyring accessKeyring,
        AccessTrust accessTrust,
        AccessPlane access,
        ForgetSshCertificates sshForgetting,
        Bootstrap bootstrap,
        EdgePlane edges,
        List<Endpoints> api,
        List<Endpoints> open) {
    public Control {
        api = List.copyOf(api);
        open = List.copyOf(open);
    }

    /**
     * What the rim hands in.
     *
     * @param random draws keys, nonces, tokens and serial numbers
     * @param ticker nanoseconds on a monotonic clock, for the age of what is remembered
     * @param ids draws the ids of what has a UUID
     */
    public record Rim(InstantSource clock, SecureRandom random, Ticker ticker, Supplier<UUID> ids) {}

    /**
     * What the owner of the house chooses.
     *
     * @param publicUrl where the certificates say that revocation lists, OCSP and CA certificates are
     * @param managedCaKey the kind of key a managed CA is born with
     * @param samlKey the kind of key SAML assertions are encrypted to, an RSA kind
     * @param keys the keys that are certified
     * @param clientCertificates how many client certificates a zone may have
     * @param edgePort the port clients reach edges at
     * @param sshLifetime how long SSH certificates last of which nobody says anything, whole seconds up to a day
     */
    public record Options(
            PublicUrl publicUrl,
            KeySpec managedCaKey,
            KeySpec samlKey,
            KeyPolicy keys,
            ClientCertificateQuota clientCertificates,
            int edgePort,
            Duration sshLifetime) {
        /** P-256 CAs, RSA-2048 for SAML, the standard keys, no quota, edges at 443, SSH certificates of three minutes. */
        public static Options standard(PublicUrl publicUrl) {
            return new Options(
                    publicUrl,
                    KeySpec.P_256,
                    KeySpec.RSA_2048,
                    KeyPolicy.standard(),
                    ClientCertificateQuota.UNLIMITED,
                    443,
                    SshTerms.LIFETIME);
        }
    }

    /** Wires everything; reads and writes nothing. */
    public static Control wire(Database database, KeyCustody custody, Options options, Rim rim) {
        Ground ground = Ground.lay(database, custody, options, rim);
        HouseFamilies house = new HouseFamilies(ground);
        CertificateFamilies certificates = new CertificateFamilies(ground);
        KnownApplications known = new KnownApplications();
        StoredProviders providers = new StoredProviders();
        PolicyFamilies policies = new PolicyFamilies(ground, known, providers);
        ApplicationFamilies applications = new ApplicationFamilies(ground, policies.ofApplications(), providers);
        IdentityFamilies identity = new IdentityFamilies(ground, List.of(known, policies.namedProviders()));
        AccessKeyring keyring = identity.accessKeyring();
        AccessFamilies certificatesOfAccess =
                new AccessFamilies(ground, List.of(applications.sshCertificatesOfPeople()));
        EdgeFamilies edge = new EdgeFamilies(ground);
        edge.settles().forEach(ground.edges().settlement()::add);
        AskOcspResponders asker = certificates.asker();
        EdgeMeeting edges = EdgeMeeting.lay(ground, edge.serverKeys(), asker);
        return new Control(
                ground.authenticator(),
                ground.directory(),
                new LegacyKeys(database, ground.audit(), ground.authenticator()),
                ground.cas(),
                ground.tokenUse(),
                ground.publisher(),
                ground.crls(),
                new PartitionRoller(database, ground.cas()),
                identity.samlRotation(),
                identity.keyRotation(),
                certificatesOfAccess.tokenForgetting(),
                edge.renewal(),
                edge.authDomains(),
                certificates.fetcher(),
                asker,
                ground.localCa(),
                edge.serverKeys(),
                identity.assertionKeys(),
                keyring,
                ground.accessTrust(),
                accessPlane(ground, keyring, applications.sshSigner()),
                applications.sshForgetting(),
                new Bootstrap(database, ground.audit(), rim.clock(), rim.random(), ground::accessChanges),
                edges.plane(),
                Stream.of(
                                house.api(),
                                waiting(certificates.api(), ground),
                                waiting(identity.api(), ground),
                                waiting(certificatesOfAccess.api(), ground),
                                List.of(certificatesOfAccess.people()),
                                waiting(applications.api(), ground),
                                waiting(policies.api(), ground),
                                waiting(edge.api(), ground),
                                edges.api())
                        .flatMap(List::stream)
                        .toList(),
                Stream.concat(certificates.open().stream(), applications.open().stream())
                        .toList());
    }

    private static AccessPlane accessPlane(Ground ground, AccessKeyring keyring, SshSigner sshSigner) {
        HouseSecret secret = new HouseSecret(ground.database(), "access.edge_secret", ground.random());
        Head head = new Head(new CurrentBundle(ground.edges().trust()));
        return new AccessPlane(
                new Teams(
                        new FindOrganization(ground.database()),
                        ground.options().edgePort()),
                head,
                new Providers(new FindProviders(ground.database(), ground.custody())),
                new TokenKeys(keyring),
                new OneTimeValues(ground.database(), ground.clock()),
                new AccessRequests(ground.database(), ground.rim().ids(), ground.clock()),
                secret,
                new Meeting(ground.database(), ground.trust(), head, secret),
                sshSigner,
                new SamlAssertions(
                        ground.database(),
                        new AssertionKeys(ground.database(), ground.custody(), ground.clock()),
                        ground.clock()));
    }

    /** Families whose changes edges must hear of: their callers may wait until that is so, or ask first what it would do. */
    private static List<Endpoints> waiting(List<Endpoints> families, Ground ground) {
        EnforcedWait wait = new EnforcedWait(ground.edges().enforcement()::await);
        DryRunEndpoints dryRun = new DryRunEndpoints(
                new ShutOut(ground.database(), ground.edges().current(), ground.clock()));
        return families.stream().map(wait::behind).map(dryRun::before).toList();
    }
}

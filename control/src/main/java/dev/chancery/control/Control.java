package dev.chancery.control;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.chancery.ca.KeySpec;
import dev.chancery.control.bootstrap.Bootstrap;
import dev.chancery.control.clientcertificates.ClientCertificateQuota;
import dev.chancery.control.db.Database;
import dev.chancery.control.issuing.KeyCustody;
import dev.chancery.control.issuing.ManagedCas;
import dev.chancery.control.issuing.PartitionRoller;
import dev.chancery.control.issuing.PublicUrl;
import dev.chancery.control.revocation.CrlJob;
import dev.chancery.control.revocation.CrlPublisher;
import dev.chancery.control.tokens.LegacyKeys;
import dev.chancery.control.tokens.TokenAuthenticator;
import dev.chancery.control.tokens.TokenUse;
import dev.chancery.control.v4.Endpoints;
import dev.chancery.control.zones.ZoneDirectory;
import dev.chancery.pki.KeyPolicy;
import java.security.SecureRandom;
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
 * @param bootstrap seeds the house
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
        Bootstrap bootstrap,
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
     * @param keys the keys that are certified
     * @param clientCertificates how many client certificates a zone may have
     */
    public record Options(
            PublicUrl publicUrl, KeySpec managedCaKey, KeyPolicy keys, ClientCertificateQuota clientCertificates) {
        /** P-256 CAs, the standard keys, no quota. */
        public static Options standard(PublicUrl publicUrl) {
            return new Options(publicUrl, KeySpec.P_256, KeyPolicy.standard(), ClientCertificateQuota.UNLIMITED);
        }
    }

    /** Wires everything; reads and writes nothing. */
    public static Control wire(Database database, KeyCustody custody, Options options, Rim rim) {
        Ground ground = Ground.lay(database, custody, options, rim);
        HouseFamilies house = new HouseFamilies(ground);
        CertificateFamilies certificates = new CertificateFamilies(ground);
        return new Control(
                ground.authenticator(),
                ground.directory(),
                new LegacyKeys(database, ground.audit(), ground.authenticator()),
                ground.cas(),
                ground.tokenUse(),
                ground.publisher(),
                ground.crls(),
                new PartitionRoller(database, ground.cas()),
                new Bootstrap(database, ground.audit(), rim.clock(), rim.random(), ground::accessChanges),
                Stream.of(house.api(), certificates.api()).flatMap(List::stream).toList(),
                certificates.open());
    }
}

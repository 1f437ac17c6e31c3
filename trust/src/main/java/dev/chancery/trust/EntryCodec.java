package dev.chancery.trust;

import java.net.URI;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;

/**
 * The encoding of entries: the code of the kind, then the fields in the order of the record. A value has exactly one encoding,
 * because the digest is made over it and the store keeps it.
 */
public final class EntryCodec {
    private static final ThreadLocal<MessageDigest> SHA_256 = ThreadLocal.withInitial(EntryCodec::sha256);

    private EntryCodec() {}

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** The entry's encoding. */
    public static byte[] encode(TrustEntry entry) {
        WireWriter out = new WireWriter(64);
        write(out, entry);
        return out.done();
    }

    /**
     * The entry with this encoding.
     *
     * @throws TrustFormatException if it is none
     */
    public static TrustEntry decode(byte[] bytes) throws TrustFormatException {
        WireReader in = new WireReader(ByteBuffer.wrap(bytes));
        TrustEntry entry = read(in);
        in.end();
        return entry;
    }

    static byte[] hash(TrustEntry entry) {
        return SHA_256.get().digest(encode(entry));
    }

    static void write(WireWriter out, TrustEntry entry) {
        switch (entry) {
            case TrustEntry.Authority(var id, var kind, var certificates) ->
                out.u8(EntryKey.Kind.AUTHORITY.code())
                        .authority(id)
                        .text(kind.name())
                        .list(certificates, WireWriter::certificate);
            case TrustEntry.Binding(var hostname, var authority) ->
                out.u8(EntryKey.Kind.BINDING.code()).text(hostname.ascii()).authority(authority);
            case TrustEntry.Settings(var hostname, var forwarding, var china) ->
                out.u8(EntryKey.Kind.SETTINGS.code())
                        .text(hostname.ascii())
                        .flag(forwarding)
                        .flag(china);
            case TrustEntry.Rules(var hostname, var mode, var hours, var headers) ->
                out.u8(EntryKey.Kind.RULES.code())
                        .text(hostname.ascii())
                        .text(mode.name())
                        .u32(hours)
                        .flag(headers);
            case TrustEntry.Route(var hostname, var origin) ->
                out.u8(EntryKey.Kind.ROUTE.code()).text(hostname.ascii()).text(origin.toString());
            case TrustEntry.ServerCertificate(var id, var hostnames, var chain, var uploadedOn) ->
                out.u8(EntryKey.Kind.SERVER_CERTIFICATE.code())
                        .uuid(id)
                        .list(hostnames, (to, pattern) -> to.text(pattern.text()))
                        .list(chain, WireWriter::certificate)
                        .instant(uploadedOn);
            case AccessEntry access -> AccessCodec.write(out, access);
            case TrustEntry.Revoked(var authority, var prefix) ->
                out.u8(EntryKey.Kind.REVOKED.code()).authority(authority).u64(prefix);
            case TrustEntry.RevocationList(var authority, var serials) ->
                out.u8(EntryKey.Kind.REVOCATION_LIST.code())
                        .authority(authority)
                        .instant(serials.thisUpdate())
                        .instantOrNull(serials.nextUpdate())
                        .list(serials.sorted(), WireWriter::number);
            case TrustEntry.Responder(var authority) ->
                out.u8(EntryKey.Kind.OCSP_RESPONDER.code()).authority(authority);
            case TrustEntry.OcspAnswer(var authority, var serial, var status, var thisUpdate, var nextUpdate) ->
                out.u8(EntryKey.Kind.OCSP_ANSWER.code())
                        .authority(authority)
                        .number(serial)
                        .text(status.name())
                        .instant(thisUpdate)
                        .instant(nextUpdate);
        }
    }

    static TrustEntry read(WireReader in) throws TrustFormatException {
        EntryKey.Kind kind = EntryKey.Kind.ofCode(in.u8());
        return switch (kind) {
            case AUTHORITY -> authority(in);
            case BINDING -> new TrustEntry.Binding(in.hostname(), in.authority());
            case SETTINGS -> new TrustEntry.Settings(in.hostname(), in.flag(), in.flag());
            case RULES -> new TrustEntry.Rules(in.hostname(), in.word(TrustEntry.Mode.class), in.u32(), in.flag());
            case ROUTE -> new TrustEntry.Route(in.hostname(), origin(in));
            case SERVER_CERTIFICATE -> serverCertificate(in);
            case ACCESS_PLANE, ORGANIZATION, ACCESS_KEY, APPLICATION, POLICY, GROUP, SERVICE_TOKEN, TOKENS_REVOKED ->
                AccessCodec.read(kind, in);
            case REVOKED -> new TrustEntry.Revoked(in.authority(), in.u64());
            case REVOCATION_LIST ->
                new TrustEntry.RevocationList(
                        in.authority(),
                        new RevokedSerials(
                                in.instant(), in.instantOrNull(), new HashSet<>(in.list(WireReader::number))));
            case OCSP_RESPONDER -> new TrustEntry.Responder(in.authority());
            case OCSP_ANSWER ->
                new TrustEntry.OcspAnswer(
                        in.authority(), in.number(), in.word(TrustEntry.OcspStatus.class), in.instant(), in.instant());
        };
    }

    private static TrustEntry authority(WireReader in) throws TrustFormatException {
        try {
            return new TrustEntry.Authority(
                    in.authority(), in.word(TrustEntry.AuthorityKind.class), in.list(WireReader::certificate));
        } catch (IllegalArgumentException e) {
            throw new TrustFormatException(String.valueOf(e.getMessage()), e);
        }
    }

    private static TrustEntry serverCertificate(WireReader in) throws TrustFormatException {
        try {
            return new TrustEntry.ServerCertificate(
                    in.uuid(),
                    in.list(from -> new HostnamePattern(from.text())),
                    in.list(WireReader::certificate),
                    in.instant());
        } catch (IllegalArgumentException e) {
            throw new TrustFormatException(String.valueOf(e.getMessage()), e);
        }
    }

    private static URI origin(WireReader in) throws TrustFormatException {
        try {
            return URI.create(in.text());
        } catch (IllegalArgumentException e) {
            throw new TrustFormatException("an origin that is no URI", e);
        }
    }
}

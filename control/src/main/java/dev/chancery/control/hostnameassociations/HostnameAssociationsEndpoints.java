package dev.chancery.control.hostnameassociations;

import dev.chancery.control.principal.PermissionGroup;
import dev.chancery.control.publishing.MtlsCertificateId;
import dev.chancery.control.v4.Answer;
import dev.chancery.control.v4.Body;
import dev.chancery.control.v4.Call;
import dev.chancery.control.v4.Endpoints;
import dev.chancery.control.v4.Permission;
import dev.chancery.control.v4.Query;
import dev.chancery.control.v4.Route;
import dev.chancery.trust.Hostname;
import java.util.List;
import java.util.Optional;

/** {@code /zones/{zone_id}/certificate_authorities/hostname_associations}. */
public final class HostnameAssociationsEndpoints implements Endpoints {
    private static final String PATH = "/zones/{zone_id}/certificate_authorities/hostname_associations";
    private static final String AUTHORITY = "mtls_certificate_id";
    private static final String AUTHORITY_FORM = "the UUID of an mTLS certificate";

    private final ListHostnameAssociations list;
    private final ReplaceHostnameAssociations replace;

    private record Result(List<String> hostnames) {
        static Result of(List<Hostname> names) {
            return new Result(names.stream().map(Hostname::ascii).toList());
        }
    }

    public HostnameAssociationsEndpoints(ListHostnameAssociations list, ReplaceHostnameAssociations replace) {
        this.list = list;
        this.replace = replace;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get(PATH, Permission.onZone(PermissionGroup.SSL_READ, PermissionGroup.SSL_WRITE), this::listed),
                Route.put(PATH, Permission.onZone(PermissionGroup.SSL_WRITE), this::replaced));
    }

    private Answer listed(Call call) {
        Query query = call.query();
        Optional<MtlsCertificateId> certificate = query.parsed(AUTHORITY, MtlsCertificateId::parse, AUTHORITY_FORM);
        query.check();
        return Answer.ok(Result.of(list.list(call.zone(), authority(certificate))));
    }

    /** A list that is not sent is an empty one: a PUT replaces what is there by what it names. */
    private Answer replaced(Call call) {
        Body body = call.body();
        List<String> hostnames = body.texts("hostnames").orElse(List.of());
        Optional<MtlsCertificateId> certificate = body.parsed(AUTHORITY, MtlsCertificateId::parse, AUTHORITY_FORM);
        body.check();
        return Answer.ok(Result.of(replace.replace(call.zone(), authority(certificate), hostnames)));
    }

    private static Authority authority(Optional<MtlsCertificateId> certificate) {
        return certificate.<Authority>map(Authority.Uploaded::new).orElseGet(Authority.Managed::new);
    }
}

package dev.chancery.access.saml;

import dev.chancery.access.web.AccessEndpoints;
import dev.chancery.access.web.AccessRoute;
import dev.chancery.access.web.WebAnswer;
import dev.chancery.access.web.WebRefusal;
import dev.chancery.access.web.WebRequest;
import dev.chancery.ca.SignatureCertificate;
import dev.chancery.control.accessplane.AccessPlane;
import dev.chancery.control.accessplane.SignInProvider;
import dev.chancery.control.accessplane.Team;
import dev.chancery.pki.Certificate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * {@code /cdn-cgi/access/saml-metadata} and {@code /cdn-cgi/access/{identity_provider_id}/saml-metadata}: what SAML identity
 * providers are to know of an organization. The first names a certificate to encrypt to only if all providers of the organization
 * that have one have the same.
 */
public final class SamlEndpoints implements AccessEndpoints {
    private final AccessPlane plane;

    public SamlEndpoints(AccessPlane plane) {
        this.plane = plane;
    }

    @Override
    public List<AccessRoute> routes() {
        return List.of(
                AccessRoute.api(AccessRoute.Method.GET, "/cdn-cgi/access/saml-metadata", this::ofOrganization),
                AccessRoute.api(AccessRoute.Method.GET, "/cdn-cgi/access/{idp}/saml-metadata", this::ofProvider));
    }

    private WebAnswer ofOrganization(WebRequest request) {
        Team team = team(request);
        List<SignInProvider> providers = plane.providers().of(team.account()).stream()
                .filter(provider -> provider.type().equals("saml"))
                .toList();
        List<UUID> sets = providers.stream()
                .flatMap(provider -> provider.samlCertificateSet().stream())
                .distinct()
                .toList();
        return answer(
                team,
                providers.stream().anyMatch(provider -> provider.flag("sign_request")),
                sets.size() == 1 ? Optional.of(sets.getFirst()) : Optional.empty());
    }

    private WebAnswer ofProvider(WebRequest request) {
        Team team = team(request);
        String id = request.placeholder("idp");
        SignInProvider provider = plane.providers().of(team.account()).stream()
                .filter(each ->
                        each.type().equals("saml") && each.id().toString().equals(id))
                .findFirst()
                .orElseThrow(
                        () -> new WebRefusal(404, "Not Found. The organization has no such SAML identity provider."));
        return answer(team, provider.flag("sign_request"), provider.samlCertificateSet());
    }

    private WebAnswer answer(Team team, boolean signsRequests, Optional<UUID> set) {
        Optional<Certificate> encryption = set.flatMap(id -> plane.saml().current(team.account(), id));
        byte[] xml = new Metadata(
                        new ServiceProvider(team.authUrl()),
                        signsRequests,
                        SignatureCertificate.of(
                                plane.keys().signer(team.account()).key()),
                        encryption)
                .xml();
        return WebAnswer.of(200, "application/samlmetadata+xml", xml).with("cache-control", "no-cache");
    }

    private Team team(WebRequest request) {
        return plane.teams()
                .at(request.host())
                .orElseThrow(() -> new WebRefusal(404, "Not Found. Nobody signs in at this host."));
    }
}

package dev.chancery.control.accesscertificates;

import dev.chancery.control.accesscertificates.AccessCertificateEndpoints.Door;
import dev.chancery.control.v4.Answer;
import dev.chancery.control.v4.Body;
import dev.chancery.control.v4.Call;
import dev.chancery.control.v4.Endpoints;
import dev.chancery.control.v4.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** {@code /accounts|zones/{id}/access/certificates/settings}. */
public final class HostnameSettingsEndpoints implements Endpoints {
    private static final String PATH = "/access/certificates/settings";
    private static final Set<String> MEMBERS = Set.of("hostname", "china_network", "client_certificate_forwarding");

    private final ListHostnameSettings list;
    private final ReplaceHostnameSettings replace;

    public HostnameSettingsEndpoints(ListHostnameSettings list, ReplaceHostnameSettings replace) {
        this.list = list;
        this.replace = replace;
    }

    @Override
    public List<Route> routes() {
        return Door.ALL.stream()
                .flatMap(door -> Stream.of(
                        Route.get(
                                door.prefix() + PATH,
                                door.read(),
                                call -> Answer.whole(json(list.list(AccessCertificateEndpoints.view(call))))),
                        Route.put(door.prefix() + PATH, door.write(), this::replaced)))
                .toList();
    }

    private Answer replaced(Call call) {
        Body body = call.body();
        if (!body.has("settings")) {
            body.missing("settings", "an array of objects");
        }
        List<SettingDraft> drafts = new ArrayList<>();
        for (Body item : body.objects("settings").orElse(List.of())) {
            item.nothingBut(MEMBERS);
            Optional<String> hostname = item.requiredParsed("hostname", Optional::of, "a string");
            boolean china = item.requiredFlag("china_network");
            boolean forwarding = item.requiredFlag("client_certificate_forwarding");
            hostname.ifPresent(name -> drafts.add(new SettingDraft(name, china, forwarding, item.pointer())));
        }
        return Answer.acceptedWhole(
                json(replace.replace(AccessCertificateEndpoints.view(call), drafts, body.faults())));
    }

    private static List<HostnameSettingJson> json(List<HostnameSetting> settings) {
        return settings.stream().map(HostnameSettingJson::of).toList();
    }
}

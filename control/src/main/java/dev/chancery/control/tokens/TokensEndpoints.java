package dev.chancery.control.tokens;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.chancery.control.audit.AuditLog;
import dev.chancery.control.db.Database;
import dev.chancery.control.principal.Directory;
import dev.chancery.control.principal.HexId;
import dev.chancery.control.principal.PermissionGroup;
import dev.chancery.control.principal.Scope;
import dev.chancery.control.principal.TokenId;
import dev.chancery.control.refusal.ErrorCode;
import dev.chancery.control.v4.Answer;
import dev.chancery.control.v4.Body;
import dev.chancery.control.v4.Call;
import dev.chancery.control.v4.Endpoints;
import dev.chancery.control.v4.Paging;
import dev.chancery.control.v4.Permission;
import dev.chancery.control.v4.Query;
import dev.chancery.control.v4.Route;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code /user/tokens…} and {@code /accounts/{account_id}/tokens…}: the same operations for two kinds of owner. */
public final class TokensEndpoints implements Endpoints {
    private static final Paging.Bounds BOUNDS = new Paging.Bounds(20, 5, 50);
    private static final Answer.Message VALID = new Answer.Message(10000, "This API Token is valid and active");

    private final InstantSource clock;
    private final ListTokens list;
    private final CreateToken create;
    private final GetToken get;
    private final UpdateToken update;
    private final DeleteToken delete;
    private final RollToken roll;
    private final VerifyToken verify;

    /** An owner kind's part of the routes. */
    private record Door(
            String base, Scope scope, Permission read, Permission write, Function<Call, TokenHolder> holder) {}

    record GroupJson(String id, String name, List<String> scopes, String category) {}

    record IdJson(String id) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record VerifiedJson(
            String id,
            String status,
            @Nullable String notBefore,
            @Nullable String expiresOn) {}

    /**
     * @param zones where policies' zones are looked up
     * @param authenticator what remembers tokens and must forget them
     */
    public TokensEndpoints(
            Database database,
            AuditLog audit,
            InstantSource clock,
            SecureRandom random,
            TokenAuthenticator authenticator,
            Directory zones) {
        this.clock = clock;
        this.list = new ListTokens(database, clock);
        this.create = new CreateToken(database, audit, clock, random, zones);
        this.get = new GetToken(database);
        this.update = new UpdateToken(database, audit, clock, random, authenticator, zones);
        this.delete = new DeleteToken(database, audit, authenticator);
        this.roll = new RollToken(database, audit, clock, random, authenticator, zones);
        this.verify = new VerifyToken(database);
    }

    @Override
    public List<Route> routes() {
        Door account = new Door(
                "/accounts/{account_id}/tokens",
                Scope.ACCOUNT,
                Permission.onAccount(PermissionGroup.ACCOUNT_TOKENS_READ, PermissionGroup.ACCOUNT_TOKENS_WRITE),
                Permission.onAccount(PermissionGroup.ACCOUNT_TOKENS_WRITE),
                call -> new TokenHolder.Account(call.account()));
        Door user = new Door(
                "/user/tokens",
                Scope.USER,
                Permission.onUser(PermissionGroup.USER_TOKENS_READ, PermissionGroup.USER_TOKENS_WRITE),
                Permission.onUser(PermissionGroup.USER_TOKENS_WRITE),
                call -> new TokenHolder.User(call.user()));
        return Stream.concat(routes(account), routes(user)).toList();
    }

    private Stream<Route> routes(Door door) {
        String base = door.base();
        String one = base + "/{token_id}";
        return Stream.of(
                Route.get(base, door.read(), call -> list(call, door.holder().apply(call))),
                Route.post(
                        base, door.write(), call -> create(call, door.holder().apply(call))),
                Route.get(base + "/permission_groups", door.read(), call -> groups(call, door.scope())),
                Route.get(base + "/verify", new Permission.OwnToken(), call -> verify(call, door.scope())),
                Route.get(one, door.read(), call -> get(call, door.holder().apply(call))),
                Route.put(one, door.write(), call -> update(call, door.holder().apply(call))),
                Route.delete(
                        one, door.write(), call -> delete(call, door.holder().apply(call))),
                Route.put(
                        one + "/value",
                        door.write(),
                        call -> roll(call, door.holder().apply(call))));
    }

    private Answer list(Call call, TokenHolder holder) {
        Query query = call.query();
        Paging paging = query.paging(BOUNDS);
        TokenStore.Listing listing = new TokenStore.Listing(
                query.flag("include_expired").orElse(false), query.descending(false), paging.offset(), paging.limit());
        query.check();
        ListTokens.Page page = list.list(holder.owner(), listing);
        List<TokenJson> items = page.tokens().stream()
                .map(token -> TokenJson.of(token, page.now()))
                .toList();
        return Answer.list(items, paging.info(items.size(), page.total()));
    }

    private Answer create(Call call, TokenHolder holder) {
        return Answer.ok(TokenJson.created(create.create(holder, TokenDraftBody.read(call.body()))));
    }

    private Answer get(Call call, TokenHolder holder) {
        return Answer.ok(TokenJson.of(get.get(holder.owner(), tokenId(call)), clock.instant()));
    }

    private Answer update(Call call, TokenHolder holder) {
        UpdateToken.Updated updated = update.update(holder, tokenId(call), TokenDraftBody.read(call.body()));
        return Answer.ok(TokenJson.of(updated.token(), updated.now()));
    }

    private Answer delete(Call call, TokenHolder holder) {
        TokenId id = tokenId(call);
        delete.delete(holder, id);
        return Answer.ok(new IdJson(id.hex()));
    }

    private Answer roll(Call call, TokenHolder holder) {
        Body body = call.body();
        body.check();
        return Answer.ok(roll.roll(holder, tokenId(call)).reveal());
    }

    private Answer verify(Call call, Scope scope) {
        ApiToken token = scope == Scope.USER
                ? verify.ofUser(call.principal())
                : verify.ofAccount(
                        call.principal(), HexId.parse(call.path("account_id")).orElse(""));
        VerifiedJson json = new VerifiedJson(
                token.id().hex(),
                token.status(clock.instant()).word(),
                TokenJson.seconds(token.notBefore()),
                TokenJson.seconds(token.expiresOn()));
        return new Answer.Enveloped(200, json, null, List.of(VALID));
    }

    /** An account's token has no user behind it, so groups about users are not offered there. */
    private static Answer groups(Call call, Scope scope) {
        Optional<String> name = call.query().text("name");
        Optional<String> wanted = call.query().text("scope");
        return Answer.whole(Arrays.stream(PermissionGroup.values())
                .filter(group -> scope == Scope.USER || group.scope() != Scope.USER)
                .filter(group -> name.isEmpty() || name.get().equals(group.title()))
                .filter(group ->
                        wanted.isEmpty() || wanted.get().equals(group.scope().word()))
                .map(group -> new GroupJson(
                        group.id(), group.title(), List.of(group.scope().word()), group.category()))
                .toList());
    }

    private static TokenId tokenId(Call call) {
        String text = call.path("token_id");
        return TokenId.parse(text)
                .orElseThrow(() -> ErrorCode.INVALID_IDENTIFIER.refusal(
                        "Could not route to this token, perhaps your object identifier is invalid?"));
    }
}

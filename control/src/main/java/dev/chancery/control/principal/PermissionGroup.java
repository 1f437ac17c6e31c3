package dev.chancery.control.principal;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The permission groups a token policy can name, with the ids the field uses.
 *
 * <p>Some names exist twice, once for accounts and once for zones: the copies are different groups, and a token with one
 * fails every operation that wants the other.
 */
public enum PermissionGroup {
    ACCESS_APPS_READ(
            "7ea222f6d5064cfa89ea366d7c1fee89",
            "Access: Apps and Policies Read",
            Scope.ACCOUNT,
            "cloudflare_one_and_zero_trust"),
    ZONE_ACCESS_APPS_READ(
            "eb258a38ea634c86a0c89da6b27cb6b6",
            "Access: Apps and Policies Read",
            Scope.ZONE,
            "cloudflare_one_and_zero_trust"),
    ACCESS_APPS_WRITE(
            "1e13c5124ca64b72b1969a67e8829049",
            "Access: Apps and Policies Write",
            Scope.ACCOUNT,
            "cloudflare_one_and_zero_trust"),
    ZONE_ACCESS_APPS_WRITE(
            "959972745952452f8be2452be8cbb9f2",
            "Access: Apps and Policies Write",
            Scope.ZONE,
            "cloudflare_one_and_zero_trust"),
    ACCESS_APPS_REVOKE(
            "6c9d1cfcfc6840a987d1b5bfb880a841",
            "Access: Apps and Policies Revoke",
            Scope.ACCOUNT,
            "cloudflare_one_and_zero_trust"),
    ZONE_ACCESS_APPS_REVOKE(
            "6db4e222e21248ac96a3f4c2a81e3b41",
            "Access: Apps and Policies Revoke",
            Scope.ZONE,
            "cloudflare_one_and_zero_trust"),
    ACCESS_AUDIT_LOGS_READ(
            "b05b28e839c54467a7d6cba5d3abb5a3",
            "Access: Audit Logs Read",
            Scope.ACCOUNT,
            "cloudflare_one_and_zero_trust"),
    ACCESS_MTLS_READ(
            "4f3196a5c95747b6ad82e34e1d0a694f",
            "Access: Mutual TLS Certificates Read",
            Scope.ACCOUNT,
            "cloudflare_one_and_zero_trust"),
    ACCESS_MTLS_WRITE(
            "29d3afbfd4054af9accdd1118815ed05",
            "Access: Mutual TLS Certificates Write",
            Scope.ACCOUNT,
            "cloudflare_one_and_zero_trust"),
    ACCESS_ORGANIZATIONS_READ(
            "26bc23f853634eb4bff59983b9064fde",
            "Access: Organizations, Identity Providers, and Groups Read",
            Scope.ACCOUNT,
            "cloudflare_one_and_zero_trust"),
    ACCESS_ORGANIZATIONS_REVOKE(
            "7121a0c7e9ed46e3829f9cca2bb572aa",
            "Access: Organizations, Identity Providers, and Groups Revoke",
            Scope.ACCOUNT,
            "cloudflare_one_and_zero_trust"),
    ACCESS_ORGANIZATIONS_WRITE(
            "bfe0d8686a584fa680f4c53b5eb0de6d",
            "Access: Organizations, Identity Providers, and Groups Write",
            Scope.ACCOUNT,
            "cloudflare_one_and_zero_trust"),
    ACCESS_SSH_AUDITING_READ(
            "99ff99e4e30247a99d3777a8c4c18541",
            "Access: SSH Auditing Read",
            Scope.ACCOUNT,
            "cloudflare_one_and_zero_trust"),
    ACCESS_SSH_AUDITING_WRITE(
            "d30c9ad8b5224e7cb8d41bcb4757effc",
            "Access: SSH Auditing Write",
            Scope.ACCOUNT,
            "cloudflare_one_and_zero_trust"),
    ACCESS_SERVICE_TOKENS_READ(
            "91f7ce32fa614d73b7e1fc8f0e78582b",
            "Access: Service Tokens Read",
            Scope.ACCOUNT,
            "cloudflare_one_and_zero_trust"),
    ACCESS_SERVICE_TOKENS_WRITE(
            "a1c0fec57cf94af79479a6d827fa518c",
            "Access: Service Tokens Write",
            Scope.ACCOUNT,
            "cloudflare_one_and_zero_trust"),
    ACCOUNT_SSL_READ(
            "a7a233f9604845c787d4c8c39ac09c21", "Account: SSL and Certificates Read", Scope.ACCOUNT, "app_security"),
    ACCOUNT_SSL_WRITE(
            "db37e5f1cb1a4e1aabaef8deaea43575", "Account: SSL and Certificates Write", Scope.ACCOUNT, "app_security"),
    SSL_READ("7b7216b327b04b8fbc8f524e1f9b7531", "SSL and Certificates Read", Scope.ZONE, "app_security"),
    SSL_WRITE("c03055bc037c4ea9afb9a9f104b7b721", "SSL and Certificates Write", Scope.ZONE, "app_security"),
    ACCOUNT_TOKENS_READ(
            "eb56a6953c034b9d97dd838155666f06", "Account API Tokens Read", Scope.ACCOUNT, "account_and_billing"),
    ACCOUNT_TOKENS_WRITE(
            "5bc3f8b21c554832afc660159ab75fa4", "Account API Tokens Write", Scope.ACCOUNT, "account_and_billing"),
    USER_TOKENS_READ("0cc3a61731504c89b99ec1be78b77aa0", "API Tokens Read", Scope.USER, "account_and_billing"),
    USER_TOKENS_WRITE("686d18d5ac6c441c867cbf6771e58a0a", "API Tokens Write", Scope.USER, "account_and_billing"),
    USER_DETAILS_READ("8acbe5bb0d54464ab867149d7f7cf8ac", "User Details Read", Scope.USER, "account_and_billing"),
    USER_DETAILS_WRITE("55a5e17cc99e4a3fa1f3432d262f2e55", "User Details Write", Scope.USER, "account_and_billing"),
    MEMBERSHIPS_READ("3518d0f75557482e952c6762d3e64903", "Memberships Read", Scope.USER, "account_and_billing"),
    MEMBERSHIPS_WRITE("9201bc6f42d440968aaab0c6f17ebb1d", "Memberships Write", Scope.USER, "account_and_billing"),
    ACCOUNT_SETTINGS_READ(
            "c1fde68c7bcc44588cbb6ddbc16d6480", "Account Settings Read", Scope.ACCOUNT, "account_and_billing"),
    ACCOUNT_SETTINGS_WRITE(
            "1af1fa2adc104452b74a9a3364202f20", "Account Settings Write", Scope.ACCOUNT, "account_and_billing"),
    ZONE_READ("c8fed203ed3043cba015a93ad1616f1f", "Zone Read", Scope.ZONE, "dns_and_zones"),
    ZONE_WRITE("e6d2666161e84845a636613608cee8d5", "Zone Write", Scope.ZONE, "dns_and_zones");

    private static final Map<String, PermissionGroup> BY_ID =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(PermissionGroup::id, Function.identity()));

    private final String id;
    private final String title;
    private final Scope scope;
    private final String category;

    PermissionGroup(String id, String title, Scope scope, String category) {
        this.id = id;
        this.title = title;
        this.scope = scope;
        this.category = category;
    }

    /** The group with this id (32 hex digits), if there is one. */
    public static Optional<PermissionGroup> byId(String id) {
        return Optional.ofNullable(BY_ID.get(id));
    }

    /** 32 lower-case hex digits, the same in every installation. */
    public String id() {
        return id;
    }

    /** The name as the API spells it. */
    public String title() {
        return title;
    }

    /** What kind of resource it is about. */
    public Scope scope() {
        return scope;
    }

    /** The API's category word. */
    public String category() {
        return category;
    }
}

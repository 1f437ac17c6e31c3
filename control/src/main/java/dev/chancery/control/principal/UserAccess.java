package dev.chancery.control.principal;

/**
 * The capability to work on the calling user's own things.
 *
 * @param user the user behind the credentials
 * @param actor who calls
 */
public record UserAccess(UserId user, Actor actor) {}

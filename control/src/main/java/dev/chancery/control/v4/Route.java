package dev.chancery.control.v4;

/**
 * One operation of the API, declared where it is handled.
 *
 * @param method the HTTP method
 * @param path the template after the base path, e.g. {@code /zones/{zone_id}/client_certificates}
 * @param permission what the caller must hold
 * @param endpoint parses, calls one operation, renders
 */
public record Route(Method method, String path, Permission permission, Endpoint endpoint) {
    /** The methods the API uses. */
    public enum Method {
        GET,
        POST,
        PUT,
        PATCH,
        DELETE
    }

    /** Parses the call, calls one operation and says the answer; decides nothing. */
    @FunctionalInterface
    public interface Endpoint {
        /**
         * @throws dev.chancery.control.refusal.Refusal if the caller is at fault
         */
        Answer answer(Call call);
    }

    public static Route get(String path, Permission permission, Endpoint endpoint) {
        return new Route(Method.GET, path, permission, endpoint);
    }

    public static Route post(String path, Permission permission, Endpoint endpoint) {
        return new Route(Method.POST, path, permission, endpoint);
    }

    public static Route put(String path, Permission permission, Endpoint endpoint) {
        return new Route(Method.PUT, path, permission, endpoint);
    }

    public static Route patch(String path, Permission permission, Endpoint endpoint) {
        return new Route(Method.PATCH, path, permission, endpoint);
    }

    public static Route delete(String path, Permission permission, Endpoint endpoint) {
        return new Route(Method.DELETE, path, permission, endpoint);
    }

    /** The method and path, as logs and the permission table name it. */
    public String name() {
        return method + " " + path;
    }
}

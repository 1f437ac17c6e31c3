package dev.chancery.control.house;

import java.util.List;

/** Somebody with credentials. Bodies are written with single quotes for the JSON's double ones. */
public final class Caller {
    private final House house;
    private final List<String> headers;

    Caller(House house, List<String> headers) {
        this.house = house;
        this.headers = headers;
    }

    public Reply get(String path) {
        return house.send("GET", path, "", headers);
    }

    public Reply delete(String path) {
        return house.send("DELETE", path, "", headers);
    }

    public Reply post(String path, String body) {
        return house.send("POST", path, body.replace('\'', '"'), headers);
    }

    public Reply put(String path, String body) {
        return house.send("PUT", path, body.replace('\'', '"'), headers);
    }

    public Reply patch(String path, String body) {
        return house.send("PATCH", path, body.replace('\'', '"'), headers);
    }
}

package dev.chancery.access.web;

import java.util.List;

/** A family of endpoints of the role access. */
public interface AccessEndpoints {
    /** Its routes. Two families never share a method and a path. */
    List<AccessRoute> routes();
}

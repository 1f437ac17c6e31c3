package dev.chancery.control.clientcertificates;

import dev.chancery.control.house.House;
import dev.chancery.control.house.HouseTest;

/** A contract on client certificates; its clock stands at noon, and a few seconds. */
interface ClientCertificateContract extends HouseTest {
    @Override
    default House.Plan plan() {
        return House.Plan.standard().at("2026-06-01T12:00:40.123456Z");
    }

    /** A zone in an account of its own. */
    default ZoneClient zone() {
        return new ZoneClient(house().account());
    }
}

package dev.chancery.control.house;

/** A contract on who is in the house; its clock stands at the turn of 2026. */
interface FamilyContract extends HouseTest.Alone {
    @Override
    default House.Plan plan() {
        return House.Plan.standard().at("2026-01-01T00:00:00Z");
    }
}

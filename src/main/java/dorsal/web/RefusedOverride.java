package dorsal.web;

/** A decision as it was sent and could not be kept, so that its form can be shown again with all that was typed. */
record RefusedOverride(String kind, String what, String becomes, String code, String reason, String problem) {}

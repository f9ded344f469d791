package dev.tripcoil.guard;

/** Answers with an enum constant, looked up when it is wanted, so that its class is not kept alive. */
final class GiveEnum implements Answering {

    private final String type;
    private final String constant;
    private final Answering otherwise;
    private final Reports reports;

    GiveEnum(String type, String constant, Answering otherwise, Reports reports) {
        this.type = type;
        this.constant = constant;
        this.reports = reports;
        this.otherwise = otherwise;
    }

    @Override
    public Object answer(Site site, Occasion occasion) {
        try {
            for (Object candidate : site.find(type).getEnumConstants()) {
                if (((Enum<?>) candidate).name().equals(constant)) {
                    return new Answered(candidate);
                }
            }
            reports.unanswerable(site.breaker(), type + " has no constant " + constant);
        } catch (ClassNotFoundException | LinkageError e) {
            reports.unanswerable(site.breaker(), "can't find " + type + "." + constant + ": " + e);
        }
        return otherwise.answer(site, occasion);
    }
}

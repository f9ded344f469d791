package programs;

import com.acme.shop.OrderService;

/** The test application, day after day: every three and a half seconds its stock service is well, fails, hangs, and is well again. */
public final class ManyDays {

    private ManyDays() {}

    public static void main(String[] args) throws Exception {
        while (true) {
            OrderService.main(new String[] {"0.15"});
        }
    }
}

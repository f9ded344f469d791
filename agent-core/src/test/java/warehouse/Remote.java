package warehouse;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** What the application marks its clients with. */
@Retention(RetentionPolicy.RUNTIME)
public @interface Remote {}

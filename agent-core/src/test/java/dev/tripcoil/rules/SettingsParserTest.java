package dev.tripcoil.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tripcoil.rules.Settings.LogLevel;
import java.time.Duration;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsParserTest {

    @Test
    void settings_left_out_are_the_defaults() {
        assertThat(Given.file("agent: {log-level: debug}").settings())
                .isEqualTo(new Settings(
                        Duration.ofSeconds(5), LogLevel.DEBUG, null, "dev.tripcoil", Settings.OnError.RUN, 1_000));
    }

    @Test
    void reload_can_be_off() {
        assertThat(Given.file("agent: {reload: off}").settings().reload()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"com.acme", "a=b", "a,b", "a b", "\u00e4", "a\"b", "a//b"})
    void domain_that_an_object_name_takes_is_taken(String domain) throws Exception {
        assertThat(new ObjectName(domain + ":type=Agent").isPattern()).isFalse();
        assertThat(SettingsParser.with(Settings.DEFAULT, "jmx-domain", domain).jmxDomain())
                .isEqualTo(domain);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a:b", "a*", "a?", "a\nb"})
    void domain_that_an_object_name_refuses_is_refused(String domain) {
        try {
            assertThat(new ObjectName(domain + ":type=Agent").isPattern()).isTrue();
        } catch (MalformedObjectNameException e) {
            // So it is refused.
        }
        assertThatThrownBy(() -> SettingsParser.with(Settings.DEFAULT, "jmx-domain", domain))
                .isInstanceOf(BadValue.class);
    }
}

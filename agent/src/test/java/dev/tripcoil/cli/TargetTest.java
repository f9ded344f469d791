package dev.tripcoil.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tripcoil.client.Connection;
import dev.tripcoil.client.JvmException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;

class TargetTest {

    @Test
    void digits_or_a_colon_make_a_jvm_and_all_else_is_a_breaker() {
        assertThat(List.of("1234", "db1:9010", "[::1]:9010", "service:jmx:rmi:///jndi/rmi://db1:9010/jmxrmi"))
                .allMatch(Target::isOne);
        assertThat(List.of("stock", "stock*", "1st", "stock-2", "hosts[db1:80]", "*[db1:*]", "1.2"))
                .noneMatch(Target::isOne);
    }

    @Test
    void the_only_guarded_one_need_not_be_named() throws Failure {
        assertThat(Target.only(List.of(
                        Given.unguarded(1), Given.guarded(2, "com.acme.Shop"), Given.unknown(3, "forbids attaching"))))
                .isEqualTo(2);
    }

    @Test
    void where_none_is_guarded_it_says_so_and_whether_some_could_not_be_asked() {
        assertThatThrownBy(() -> Target.only(List.of(Given.unguarded(1))))
                .isInstanceOf(Failure.class)
                .hasMessage("no guarded JVM found on this machine; name one by HOST:PORT, or guard one:"
                        + " tripcoil attach PID RULES");
        assertThatThrownBy(() -> Target.only(List.of(Given.unknown(1, "another user's"))))
                .hasMessageContaining("(1 can't be asked; 'tripcoil ps' says why)");
    }

    @Test
    void where_several_are_guarded_it_names_them() {
        assertThatThrownBy(() -> Target.only(List.of(
                        Given.guarded(1, "com.acme.Shop --port 80"),
                        Given.guarded(2, "/opt/acme/b.jar"),
                        Given.guarded(3, ""))))
                .isInstanceOf(Failure.class)
                .hasMessage("several JVMs are guarded; name one of them: 1 (com.acme.Shop), 2 (b.jar), 3");
    }

    @Test
    void what_is_no_address_is_told_at_once() {
        for (String address : List.of("db1:", ":9010", "db1:70000", "service:nonsense")) {
            assertThatThrownBy(() -> Connection.to(address, null, null))
                    .isInstanceOf(JvmException.class)
                    .hasMessageStartingWith(address + " is neither HOST:PORT nor a service:jmx: URL");
        }
    }

    @Test
    void a_port_where_nobody_listens_is_told_with_what_to_check() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        assertThatThrownBy(() -> Connection.to("127.0.0.1:" + port, null, null))
                .isInstanceOf(JvmException.class)
                .hasMessageStartingWith(
                        "can't connect to 127.0.0.1:" + port + ": Connection refused; check that the JVM runs"
                                + " with -Dcom.sun.management.jmxremote.port");
    }
}

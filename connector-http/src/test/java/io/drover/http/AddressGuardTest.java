package io.drover.http;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressGuardTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "169.254.1.1",
                "fe80::1",
                "fd00:ec2::254",
                "fd00:ec2::23",
                "fd20:ce::254",
                "0.0.0.0",
                "224.0.0.1",
                "ff02::1",
                "::ffff:169.254.169.254"
            })
    void special_addresses_are_refused_even_when_everything_is_allowed(String address) {
        AddressGuard open = AddressGuard.of("0.0.0.0/0, ::/0");
        assertThatThrownBy(() -> open.check("host", InetAddress.getByName(address)))
                .isInstanceOf(AddressRefusedException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "10.1.2.3",
                "172.31.0.1",
                "192.168.1.1",
                "100.64.0.1",
                "::1",
                "fc00::1",
                "64:ff9b::a9fe:a9fe",
                "::ffff:0:a9fe:a9fe",
                "2002:7f00:1::"
            })
    void private_addresses_are_refused_unless_listed(String address) {
        assertThatThrownBy(() -> AddressGuard.of("").check("host", InetAddress.getByName(address)))
                .isInstanceOf(AddressRefusedException.class)
                .hasMessageContaining("drover.network.allow");
        assertThatCode(() -> AddressGuard.of(address).check("host", InetAddress.getByName(address)))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0177.0.0.1", "127.0.0.01", "8.08.8.8", "00.0.0.0"})
    void numbers_that_programs_read_in_two_ways_are_refused(String host) {
        assertThatThrownBy(() -> AddressGuard.of("0.0.0.0/0").resolve(host))
                .isInstanceOf(AddressRefusedException.class)
                .hasMessageContaining("leading zero");
        assertThatCode(() -> AddressGuard.of("").resolve("8.8.8.0")).doesNotThrowAnyException();
        assertThatCode(() -> AddressGuard.of("").resolve("8.0.8.10")).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "172.32.0.1", "2606:4700::1111"})
    void public_addresses_are_reached(String address) {
        assertThatCode(() -> AddressGuard.of("").check("host", InetAddress.getByName(address)))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 127.0.0.1, '127.0.0.1 is a private address'",
        "::1, ::1, '::1 is a private address'",
        "localhost, 127.0.0.1, 'localhost is 127.0.0.1, a private address'",
        "169.254.169.254, 169.254.169.254, '169.254.169.254 is a link-local'"
    })
    void an_address_is_told_once_and_a_name_with_its_address(String host, String address, String told) {
        assertThatThrownBy(() -> AddressGuard.of("").check(host, InetAddress.getByName(address)))
                .hasMessageStartingWith(told);
    }

    @Test
    void a_network_that_is_none_is_refused_at_the_start() {
        assertThatThrownBy(() -> AddressGuard.of("localhost/8")).hasMessageContaining("10.0.0.0/8");
        assertThatThrownBy(() -> AddressGuard.of("10.0.0.0/33")).isInstanceOf(IllegalArgumentException.class);
    }
}

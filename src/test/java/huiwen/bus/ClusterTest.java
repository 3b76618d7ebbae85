package huiwen.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import huiwen.config.SettingsException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterTest {

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "10.1.2.3", "172.16.0.9", "192.168.1.5", "169.254.3.4", "fd12:0:0:0:0:0:0:7", "0:0:0:0:0:0:0:1"})
  void nodesListenOnPrivateAddresses(String address) {
    assertThat(Cluster.privateAddress("clusterHost", address)).isEqualTo(address);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "8.8.8.8", "2001:db8::1", "172.32.0.1", "not a name"})
  void noOtherIsTaken(String address) {
    assertThatThrownBy(() -> Cluster.privateAddress("busHost", address)).isInstanceOf(SettingsException.class)
        .hasMessageContaining("HUB_BUS_HOST");
  }
}

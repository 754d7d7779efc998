/** What a person can send to whoever looks after their network, when only the live link is blocked. */
export const NetworkHelp = () => (
  <details>
    <summary>What to ask your network team</summary>
    <ul>
      <li>
        Please allow secure WebSocket connections (wss) on port {location.port || '443'} to{' '}
        <b>{location.hostname}</b>, paths <b>/sync</b> and <b>/live</b>.
      </li>
      <li>The proxy or filter must let the HTTP header “Upgrade: websocket” through.</li>
      <li>It must not end a connection that is quiet for less than 60 seconds.</li>
      <li>If it inspects encrypted traffic, please leave this address out of the inspection.</li>
      <li>Nothing else is needed: no other address, no other port, no plug-in.</li>
    </ul>
  </details>
)

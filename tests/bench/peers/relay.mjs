// The floor: frames pass from one person to the others of a room; nothing is read, merged or stored.
import { createServer } from 'node:http'
import { WebSocketServer } from 'ws'

const rooms = new Map()
const server = createServer((_request, response) => response.end('ok'))
const sockets = new WebSocketServer({ server, perMessageDeflate: false })
sockets.on('connection', (socket, request) => {
  const room = rooms.get(request.url) ?? new Set()
  rooms.set(request.url, room.add(socket))
  socket.on('message', (data) => {
    for (const other of room) if (other !== socket) other.send(data, { binary: true })
  })
  socket.on('close', () => {
    room.delete(socket)
    if (room.size === 0) rooms.delete(request.url)
  })
})
server.listen(Number(process.env.PORT), '127.0.0.1')

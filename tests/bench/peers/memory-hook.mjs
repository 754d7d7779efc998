// Loaded into every server with --import: collects garbage when asked and says what memory is left.
process.on('message', () => {
  globalThis.gc()
  process.send(process.memoryUsage())
})
process.channel?.unref()

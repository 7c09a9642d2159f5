import Logging

/// Writes log messages as plain lines on standard error: "menbe: message".
struct MessageHandler: LogHandler {
  var metadata: Logger.Metadata = [:]
  var logLevel: Logger.Level = .notice

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) { StandardError.write("menbe: \(event.message)\n") }
}

import Foundation
import Reporting
import Testing

@Test func `throw away`() throws {
  for language in Words.Language.allCases {
    let scratch = try NewsroomRun().report(language, options: ReportOptions(zone: ReportZone(minutesEast: 240)))
    let to = "/tmp/pages-\(language.rawValue)"
    try? FileManager.default.removeItem(atPath: to)
    try FileManager.default.copyItem(atPath: scratch.path + "/r", toPath: to)
  }
}

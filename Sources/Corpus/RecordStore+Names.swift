extension RecordStore {
  /// The name of the input that holds a record; empty for a location of another store.
  public func inputName(of location: RecordLocation) -> String {
    location.input < inputs.count ? inputs[Int(location.input)].context.name : ""
  }
}

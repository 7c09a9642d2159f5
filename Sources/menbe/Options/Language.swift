public import ArgumentParser
public import Reporting

extension Words.Language: ExpressibleByArgument {}

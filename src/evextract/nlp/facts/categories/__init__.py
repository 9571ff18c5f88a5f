"""Words that are values: body style, powertrain, drivetrain, chemistry, charging port."""

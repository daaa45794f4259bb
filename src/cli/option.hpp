#pragma once

#include <optional>
#include <string>
#include <vector>

namespace antifaz {

/// One option of a command: a row of its table. What a program asks of it is in `Invocation`.
struct Option {
  enum class Kind {
    kText,    ///< one value
    kTexts,   ///< several values behind one name, and the name several times
    kInputs,  ///< several values, one behind each name: what arguments without a name become
    kWhole,
    kNumber,
    kFlag  ///< no value: there or not
  };

  Kind kind = Kind::kText;
  std::string name;
  std::string value_name;  ///< what --help calls the value
  std::string help;
  std::optional<std::string> standard;  ///< the value where it is not given; none: it has none
  std::string shown;  ///< what --help shows instead of `standard`, where not empty
};

using Options = std::vector<Option>;

Option text(const std::string& name, const std::string& value_name, const std::string& help,
            std::optional<std::string> standard = std::nullopt);
Option texts(const std::string& name, const std::string& value_name, const std::string& help);
Option inputs(const std::string& name, const std::string& value_name, const std::string& help);
Option whole(const std::string& name, const std::string& value_name, const std::string& help,
             std::optional<long> standard = std::nullopt, const std::string& shown = "");
Option number(const std::string& name, const std::string& value_name, const std::string& help,
              double standard);
Option flag(const std::string& name, const std::string& help);

/// Puts the rows of `more` behind those of `table`: `command.options += {text(...), flag(...)}`.
Options& operator+=(Options& table, const Options& more);

}  // namespace antifaz

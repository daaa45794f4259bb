#include "src/cli/autoencoder/autoencoder_output.hpp"

#include <iostream>

#include "src/core/number_text.hpp"
#include "src/text/shown_name.hpp"

namespace antifaz {
namespace {

void print_lines(const std::string& prefix, const nlohmann::ordered_json& fields) {
  for (const auto& [name, value] : fields.items()) {
    if (value.is_object()) {
      print_lines(prefix + name + " ", value);
      continue;
    }
    std::cout << prefix << name << ": ";
    if (value.is_number_float()) {
      std::cout << significant(value.get<double>(), 4) << "\n";
    } else {
      std::cout << (value.is_string() ? shown_line(value.get<std::string>()) : value.dump())
                << "\n";
    }
  }
}

}  // namespace

void print_result(const Invocation& in, const std::string& job, nlohmann::ordered_json fields) {
  if (in.json) {
    nlohmann::ordered_json all{{"schema", "antifaz-autoencoder"}, {"version", 1}, {"job", job}};
    all.update(fields);
    std::cout << all.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) << "\n";
    return;
  }
  print_lines("", fields);
}

nlohmann::ordered_json to_json(const NamedValues& values) {
  nlohmann::ordered_json json = nlohmann::ordered_json::object();
  for (const auto& [name, value] : values) json[name] = value;
  return json;
}

}  // namespace antifaz

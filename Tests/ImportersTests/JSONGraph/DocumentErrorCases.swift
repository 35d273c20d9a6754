private let schema = #"{"schema": "rfcalc/graph/1""#
private let input = #"{"name": "x", "op": "input", "shape": [1, 1, 8]}"#

/// Documents that are JSON but no graph, and what is said about them.
let documentErrors: [(String, String)] = [
  ("3.5", "1:1: this must be an object, but is 3.5 [3]"),
  ("[]", "1:1: this must be an object, but is a list [1]"),
  ("1e999", "1:1: this number is too large [5]"),
  (
    "{}", "1:1: this is no rfcalc graph: it has no \"schema\": \"rfcalc/graph/1\" [1]"
  ),
  (
    #"{"layers": []}"#,
    "1:1: this is no rfcalc graph: it has no \"schema\": \"rfcalc/graph/1\" [1]"
  ),
  (
    #"{"shema": "rfcalc/graph/1"}"#,
    "1:2: a graph has no key 'shema'; did you mean 'schema'? [7]"
  ),
  (
    #"{"layers": [], "schema": "rfcalc/report/1"}"#,
    "1:26: the schema is 'rfcalc/report/1', but only 'rfcalc/graph/1' can be read [17]"
  ),
  (#"{"schema": 1}"#, "1:12: 'schema' must be a string, but is 1 [1]"),
  (
    schema + #", "layers": []}"#,
    "1:30: a graph has no key 'layers'; it has schema, name, hasBatch, conditions, "
      + "elementType, looseTensors, nodes, outputs [8]"
  ),
  (schema + #", "node": []}"#, "1:30: a graph has no key 'node'; did you mean 'nodes'? [6]"),
  (
    schema + #", "name": "a", "name": "b"}"#,
    "1:43: the key 'name' stands here twice; keep one [6]"
  ),
  (schema + #", "name": null}"#, "1:38: 'name' must be a string, but is null [4]"),
  (
    schema + #", "conditions": ["H > 3"]}"#,
    "1:45: 'conditions' must be a condition such as \"H ≥ 64\", \"H % 32 = 0\" or \"H = 2·W\", but is "
      + "\"H > 3\" [7]"
  ),
  (schema + #", "hasBatch": 1}"#, "1:42: 'hasBatch' must be true or false, but is 1 [1]"),
  (schema + "}", "1:1: a graph needs the key 'nodes' [1]"),
  (schema + #", "nodes": {}}"#, "1:39: 'nodes' must be a list, but is an object [1]"),
  (schema + #", "nodes": [\#(input)]}"#, "1:1: a graph needs the key 'outputs' [1]"),
  (
    schema + #", "nodes": [], "outputs": []}"#,
    "1:39: the network has no layers; add at least one [1]"
  ),
  (
    schema + #", "nodes": [\#(input)], "outputs": []}"#,
    "1:102: the network has no output; name at least one value [1]"
  ),
  (
    schema + ", \"nodes\": [\n\(input)],\n\"outputs\": [{\"value\": \"x\"}]}",
    "3:13: an output needs the key 'name' [1]"
  ),
  (
    schema + ", \"nodes\": [\n\(input)],\n\"outputs\": [{\"name\": \"y\", \"value\": \"xx\"}]}",
    "3:36: there is no node 'xx'; did you mean 'x'? [4]"
  ),
  (
    schema + ", \"nodes\": [\n\(input)],\n\"outputs\": [{\"name\": \"x\", \"value\": \"x#1\"}]}",
    "3:36: x (output): reads output 1 of 'x', which has 1 output (numbered from 0) [5]"
  ),
  (
    schema + ", \"nodes\": [\n\(input)],\n\"outputs\": [\"x\"]}",
    "3:13: this must be an object, but is \"x\" [3]"
  ),
]

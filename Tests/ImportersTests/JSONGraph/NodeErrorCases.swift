/// Second nodes of a network, and what is said about them.
let nodeErrors: [(String, String)] = [
  (", 5", "3:3: this must be an object, but is 5 [1]"),
  (#", {"name": "c"}"#, "3:3: a node needs the key 'op' [1]"),
  (#", {"op": "identity"}"#, "3:3: a node needs the key 'name' [1]"),
  (#", {"nam": "c", "op": "identity"}"#, "3:4: a node has no key 'nam'; did you mean 'name'? [5]"),
  (
    #", {"name": "c", "op": "convolutoin"}"#,
    "3:23: 'op' can't be 'convolutoin'; did you mean 'convolution'? [13]"
  ),
  (
    #", {"name": "c", "op": "pool", "function": "median"}"#,
    "3:43: 'function' can't be 'median'; it is one of maximum, average, lp [8]"
  ),
  (
    #", {"name": "c", "op": "linear", "inputs": ["x"]}"#,
    "3:3: linear needs the key 'outputFeatures' [1]"
  ),
  (
    #", {"name": "c", "op": "linear", "inputs": ["x"], "outputFeature": 5}"#,
    "3:50: linear has no key 'outputFeature'; did you mean 'outputFeatures'? [15]"
  ),
  (
    #", {"name": "c", "op": "identity", "inputs": ["x"], "kernel": 3}"#,
    "3:52: identity has no key 'kernel'; it has name, op, inputs, sharedWeights, aliases, "
      + "stored, elementTypes [8]"
  ),
  (
    #", {"name": "c", "op": "activation", "function": "relu", "alpha": 1}"#,
    "3:57: activation has no key 'alpha'; it has name, op, inputs, function, sharedWeights, "
      + "aliases, stored, elementTypes [7]"
  ),
  (
    #", {"name": "c", "op": "identity", "inputs": ["x"], "stored": {"tensors": [{"elements": 1}]}}"#,
    "3:75: a tensor needs the key 'evidence' [1]"
  ),
  (
    #", {"name": "c", "op": "identity", "inputs": ["x"], "stored": {"counts": {"weights": -1}}}"#,
    "3:12: c (identity): a stored count is -1, but must be at least 0 [3]"
  ),
  (
    #", {"name": "c", "op": "identity", "inputs": ["x"], "aliases": ["z"]}"#
      + #", {"name": "d", "op": "identity", "inputs": ["x"], "aliases": ["z"]}"#,
    "3:80: d (identity): the alias 'z' is one of 'c' too; leave it to one of them [3]"
  ),
  (
    #", {"name": "c", "op": "identity", "name": "d"}"#,
    "3:35: the key 'name' stands here twice; keep one [6]"
  ),
  (
    #", {"name": "c", "op": "convolution", "kernel": 2.5}"#,
    "3:48: 'kernel' must be a whole number, but is 2.5 [3]"
  ),
  (
    #", {"name": "c", "op": "convolution", "kernel": [3, "3"]}"#,
    "3:52: 'kernel' must be a whole number, but is \"3\" [3]"
  ),
  (
    #", {"name": "c", "op": "convolution", "kernel": 3, "groups": "deepwise"}"#,
    "3:61: 'groups' must be a whole number or \"depthwise\", but is \"deepwise\" [10]"
  ),
  (
    #", {"name": "c", "op": "convolution", "kernel": 3, "padding": "same"}"#,
    "3:62: 'padding' can't be 'same'; it is one of sameUpper, sameLower [6]"
  ),
  (
    #", {"name": "c", "op": "convolution", "kernel": 3, "padding": {"befor": 1}}"#,
    "3:63: padding has no key 'befor'; did you mean 'before'? [7]"
  ),
  (
    #", {"name": "c", "op": "convolution", "kernel": 3, "padding": {"after": true}}"#,
    "3:72: 'after' must be a whole number, but is true [4]"
  ),
  (
    #", {"name": "c", "op": "identity", "sharedWeights": {"biasses": "w"}}"#,
    "3:53: sharedWeights has no key 'biasses'; did you mean 'biases'? [9]"
  ),
  (
    #", {"name": "c", "op": "convolution", "kernel": 3, "bias": null}"#,
    "3:59: 'bias' must be true or false, but is null [4]"
  ),
  (
    #", {"name": "c", "op": "convolution", "kernel": 99999999999999999999}"#,
    "3:48: 'kernel' is 1e+20, which is too large [20]"
  ),
  (
    #", {"name": "c", "op": "dropout", "rate": "half"}"#,
    "3:42: 'rate' must be a number, \"infinity\" or \"-infinity\", but is \"half\" [6]"
  ),
  (
    #", {"name": "c", "op": "dropout", "rate": -1e400}"#,
    "3:42: this number is too large [6]"
  ),
  (
    #", {"name": "c", "op": "constant", "shape": [1, "H/2"]}"#,
    "3:50: 'shape' is \"H/2\", which is no size: a division must round and say what it divides: "
      + "⌊(…)/n⌋, ⌈(…)/n⌉, floor(…/n), ceil(…/n) or …//n [1]"
  ),
  (
    #", {"name": "c", "op": "constant", "shape": [1, "⌊H/2⌋ + (W"]}"#,
    "3:59: 'shape' is \"⌊H/2⌋ + (W\", which is no size: expected ')', found the end [1]"
  ),
  (
    #", {"name": "c", "op": "constant", "shape": [1, "H \u002F"]}"#,
    "3:48: 'shape' is \"H /\", which is no size: a division must round and say what it divides: "
      + "⌊(…)/n⌋, ⌈(…)/n⌉, floor(…/n), ceil(…/n) or …//n [10]"
  ),
  (
    #", {"name": "c", "op": "constant", "shape": "3xHxW"}"#,
    "3:44: 'shape' must be a list, but is \"3xHxW\" [7]"
  ),
  (
    #", {"name": "c", "op": "constant", "shape": [1.5]}"#,
    "3:45: 'shape' must be a size: a whole number or a formula such as \"ceil(H/2)\", "
      + "but is 1.5 [3]"
  ),
  (
    #", {"name": "c", "op": "resize", "mode": "linear", "target": "scale", "scale": "3:2"}"#,
    "3:79: 'scale' must be a whole number or a fraction such as \"3/2\", but is \"3:2\" [5]"
  ),
  (
    #", {"name": "c", "op": "einsum", "equation": "ij,jk->il"}"#,
    "3:45: equation 'ij,jk->il': no operand has the output's 'l' [11]"
  ),
  (
    #", {"name": "c", "op": "identity", "inputs": ["y"]}"#,
    "3:46: there is no node 'y'; did you mean 'x'? [3]"
  ),
  (
    #", {"name": "c", "op": "identity", "inputs": "x"}"#,
    "3:45: 'inputs' must be a list, but is \"x\" [3]"
  ),
  (
    #", {"name": "x", "op": "identity"}"#,
    "3:12: a node on line 2 is named 'x' too; rename one of them [3]"
  ),
  (
    #", {"name": "", "op": "identity", "inputs": ["x"]}"#,
    "3:12: layer number 1 (identity) has an empty name; name it [2]"
  ),
  (
    #", {"name": "c", "op": "identity"}"#,
    "3:12: c (identity): reads 0 values, but must read 1 [3]"
  ),
  (
    #", {"name": "c", "op": "identity", "inputs": ["x#1"]}"#,
    "3:12: c (identity): reads output 1 of 'x', which has 1 output (numbered from 0) [3]"
  ),
  (
    #", {"name": "c", "op": "input", "shape": [1"# + String(repeating: ", 1", count: 64) + "]}",
    "3:12: c (input): the shape has 65 dimensions, but at most 64 are read [3]"
  ),
  (
    #", {"name": "c", "op": "identity", "inputs": ["x"], ""# + String(repeating: "q", count: 9999)
      + #"": 3}"#,
    "3:52: identity has no key '" + String(repeating: "q", count: 99) + "…"
      + String(repeating: "q", count: 100) + "'; it has name, op, "
      + "inputs, sharedWeights, aliases, stored, elementTypes [40]"
  ),
  (
    #", {"name": "c", "op": "convolution", "inputs": ["x"], "kernel": 0}"#,
    "3:12: c (conv): kernel is 0, but must be at least 1 [3]"
  ),
  (
    #", {"name": "c", "op": "identity", "inputs": ["d"]}, {"name": "d", "op": "identity", "inputs": ["c"]}"#,
    "3:62: these layers depend on each other in a circle: d → c → d; remove one of these connections [3]"
  ),
]

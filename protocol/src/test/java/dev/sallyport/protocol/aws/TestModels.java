package dev.sallyport.protocol.aws;

import dev.sallyport.protocol.Bytes;

/// A small service with one of everything the checks look at.
final class TestModels {
    static final ServiceModel SERVICE =
            ServiceModel.parse(
                    Bytes.ofUtf8(
                            """
                            {"metadata": {"protocol": "json", "targetPrefix": "Harbour",
                                          "signingName": "harbour", "apiVersion": "2030-01-01"},
                             "operations": {"Moor": {"input": {"shape": "MoorRequest"},
                                                     "errors": [{"shape": "BerthTaken"}]}},
                             "shapes": {
                               "MoorRequest": {"type": "structure", "required": ["Ship"], "members": {
                                 "Ship": {"shape": "ShipName"},
                                 "Kind": {"shape": "Kind"},
                                 "Length": {"shape": "Metres"},
                                 "Password": {"shape": "Password"},
                                 "Flags": {"shape": "Flags"},
                                 "Crew": {"shape": "Crew"},
                                 "Cargo": {"shape": "Cargo"},
                                 "Manifest": {"shape": "Manifest"},
                                 "Depth": {"shape": "Fathoms"},
                                 "Tanker": {"shape": "YesNo"},
                                 "Arrival": {"shape": "Moment"},
                                 "Next": {"shape": "MoorRequest"}}},
                               "ShipName": {"type": "string", "min": 1, "max": 8, "pattern": "[a-z]*"},
                               "Kind": {"type": "string", "enum": ["SAIL", "STEAM"]},
                               "Metres": {"type": "integer", "min": 1, "max": 400},
                               "Password": {"type": "string", "min": 8, "sensitive": true},
                               "Flags": {"type": "list", "max": 2, "member": {"shape": "ShipName"}},
                               "Crew": {"type": "list", "member": {"shape": "Sailor"}},
                               "Sailor": {"type": "structure", "required": ["Name"], "members": {
                                 "Name": {"shape": "ShipName"}, "Secret": {"shape": "Password"}}},
                               "Cargo": {"type": "map", "key": {"shape": "Kind"}, "value": {"shape": "Metres"}},
                               "Manifest": {"type": "blob", "max": 2},
                               "Fathoms": {"type": "double", "max": 100},
                               "YesNo": {"type": "boolean"},
                               "Moment": {"type": "timestamp"},
                               "BerthTaken": {"type": "structure", "exception": true,
                                              "members": {"Message": {"shape": "Kind"}}}}}
                            """));

    static final OperationModel MOOR = SERVICE.operation("Moor").orElseThrow();

    private TestModels() {}
}

export const possibleTypes: Record<string, string[]> = {
  "BookAppointmentResult": [
    "BookAppointmentSuccess",
    "SimpleRefusal",
    "SlotTaken",
    "StaleVersion"
  ],
  "CancelAppointmentResult": [
    "CancelAppointmentSuccess",
    "SimpleRefusal",
    "StaleVersion"
  ],
  "CheckInAppointmentResult": [
    "CheckInAppointmentSuccess",
    "SimpleRefusal",
    "StaleVersion"
  ],
  "ConfirmAppointmentResult": [
    "ConfirmAppointmentSuccess",
    "SimpleRefusal",
    "StaleVersion"
  ],
  "MarkNoShowResult": [
    "MarkNoShowSuccess",
    "SimpleRefusal",
    "StaleVersion"
  ],
  "MoveAppointmentResult": [
    "MoveAppointmentSuccess",
    "SimpleRefusal",
    "SlotTaken",
    "StaleVersion"
  ],
  "RefreshSessionResult": [
    "RefreshSessionSuccess",
    "SimpleRefusal"
  ],
  "Refusal": [
    "SimpleRefusal",
    "SlotTaken",
    "StaleVersion"
  ],
  "RegisterPatientResult": [
    "RegisterPatientSuccess",
    "SimpleRefusal"
  ],
  "RestoreAppointmentResult": [
    "RestoreAppointmentSuccess",
    "SimpleRefusal",
    "SlotTaken",
    "StaleVersion"
  ],
  "SignInResult": [
    "SignInSuccess",
    "SimpleRefusal"
  ],
  "SignOutResult": [
    "SignOutSuccess",
    "SimpleRefusal"
  ],
  "SwitchClinicResult": [
    "SimpleRefusal",
    "SwitchClinicSuccess"
  ],
  "UndoCheckInAppointmentResult": [
    "SimpleRefusal",
    "StaleVersion",
    "UndoCheckInAppointmentSuccess"
  ],
  "UpdatePatientResult": [
    "SimpleRefusal",
    "StaleVersion",
    "UpdatePatientSuccess"
  ]
};

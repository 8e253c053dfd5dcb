export const possibleTypes: Record<string, string[]> = {
  "AddPractitionerResult": [
    "AddPractitionerSuccess",
    "SimpleRefusal"
  ],
  "AddStaffMemberResult": [
    "AddStaffMemberSuccess",
    "SimpleRefusal"
  ],
  "AddTimeOffResult": [
    "AddTimeOffSuccess",
    "SimpleRefusal"
  ],
  "ApproveAppointmentResult": [
    "ApproveAppointmentSuccess",
    "SimpleRefusal",
    "StaleVersion"
  ],
  "BookAppointmentResult": [
    "BookAppointmentSuccess",
    "SimpleRefusal",
    "SlotTaken"
  ],
  "CancelAppointmentResult": [
    "CancelAppointmentSuccess",
    "SimpleRefusal",
    "StaleVersion"
  ],
  "CancelTimeOffResult": [
    "CancelTimeOffSuccess",
    "SimpleRefusal"
  ],
  "ChangeStaffRoleResult": [
    "ChangeStaffRoleSuccess",
    "SimpleRefusal"
  ],
  "CheckInAppointmentResult": [
    "CheckInAppointmentSuccess",
    "SimpleRefusal",
    "SlotTaken",
    "StaleVersion"
  ],
  "ConfirmAppointmentResult": [
    "ConfirmAppointmentSuccess",
    "SimpleRefusal",
    "StaleVersion"
  ],
  "CreateLocationResult": [
    "CreateLocationSuccess",
    "SimpleRefusal"
  ],
  "CreateRoomResult": [
    "CreateRoomSuccess",
    "SimpleRefusal"
  ],
  "CreateVisitTypeResult": [
    "CreateVisitTypeSuccess",
    "SimpleRefusal"
  ],
  "DeactivateStaffMemberResult": [
    "DeactivateStaffMemberSuccess",
    "SimpleRefusal"
  ],
  "DeclineAppointmentResult": [
    "DeclineAppointmentSuccess",
    "SimpleRefusal",
    "StaleVersion"
  ],
  "EnterAppointmentInErrorResult": [
    "EnterAppointmentInErrorSuccess",
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
  "RequestAppointmentResult": [
    "RequestAppointmentSuccess",
    "SimpleRefusal",
    "SlotTaken"
  ],
  "RestoreAppointmentResult": [
    "RestoreAppointmentSuccess",
    "SimpleRefusal",
    "SlotTaken",
    "StaleVersion"
  ],
  "SetDateOverrideResult": [
    "SetDateOverrideSuccess",
    "SimpleRefusal"
  ],
  "SetWorkingHoursResult": [
    "SetWorkingHoursSuccess",
    "SimpleRefusal"
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
  "UnconfirmAppointmentResult": [
    "SimpleRefusal",
    "StaleVersion",
    "UnconfirmAppointmentSuccess"
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
  ],
  "UpdateVisitTypeResult": [
    "SimpleRefusal",
    "UpdateVisitTypeSuccess"
  ]
};

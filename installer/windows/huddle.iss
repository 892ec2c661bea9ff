; Makes dist\huddle-VERSION-setup.exe of dist\huddle, with Inno Setup 6.3 or newer:
;   iscc /DVersion=VERSION installer\windows\huddle.iss
; With /DSign and /Ssigning="COMMAND $f" setup and uninstaller are signed by that command.

#ifndef Version
  #error Say which version this is: /DVersion=1.2.3
#endif
; By this Windows knows an older Huddle again: it never changes.
#define Guid "8E4B6C5E-0C5D-4B52-9E0B-5B0C2F7A41D3"

[Setup]
AppId={{{#Guid}}
AppName=Huddle
AppVersion={#Version}
AppPublisher=The Huddle contributors
VersionInfoVersion={#Version}
SourceDir=..\..
OutputDir=dist
OutputBaseFilename=huddle-{#Version}-setup
SetupIconFile=build\dressing\huddle.ico
UninstallDisplayName=Huddle
UninstallDisplayIcon={app}\huddle.exe
DefaultDirName={autopf}\Huddle
DisableProgramGroupPage=yes
WizardStyle=modern
Compression=lzma2/max
SolidCompression=yes
; What Qt 6.11 runs on.
MinVersion=10.0.17763
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
PrivilegesRequired=admin
PrivilegesRequiredOverridesAllowed=commandline dialog
; Never "force": a huddle may be running. Huddle ends by itself when it is asked to.
CloseApplications=yes
RestartApplications=yes
ChangesAssociations=yes
SetupLogging=yes
#ifdef Sign
SignTool=signing
SignedUninstaller=yes
#endif

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"

[CustomMessages]
StartUp=Start Huddle, in the tray, when somebody signs in to this computer
HandOver=Huddle hand-over file
Newer=Huddle %1 is installed here, which is newer than this one. Nothing was changed.%n%nAn older Huddle does not open what a newer one has kept. To go back all the same, remove Huddle first; the data stays, and a backup made by the older one can be brought back.
StillOpen=Huddle is still open on this computer, perhaps for somebody else who is signed in. Nothing was changed.%n%nClose it (in the tray: Quit), then install again.
CloseFirst=Huddle is open on this computer, perhaps for somebody else who is signed in. Nothing was removed.%n%nClose it (in the tray: Quit), then try again.
KeepData=Huddle has been removed. The ward’s record and its backups are still in%n%n%1%n%nKeep them there?%n%nIf you are not sure, choose Yes. A later Huddle goes on with them.
DeleteData=Delete the ward’s record and all its backups in%n%n%1%n%nfor good? Nobody can bring them back afterwards.
NotDeleted=Some of it is still there, because it could not be deleted:%n%n%1

[Tasks]
Name: "desktopicon"; Description: "{cm:CreateDesktopIcon}"; Flags: unchecked
Name: "startup"; Description: "{cm:StartUp}"; Flags: unchecked

[InstallDelete]
; What an older version had and this one has not. Nobody's data is in here.
Type: filesandordirs; Name: "{app}\_internal"
Type: filesandordirs; Name: "{app}\LICENCES"

[Files]
Source: "dist\huddle\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs

[Dirs]
; For every account of the computer. Rights that were set later are left as they are.
Name: "{commonappdata}\Huddle"; Flags: uninsneveruninstall; Check: IsAdminInstallMode
Name: "{commonappdata}\Huddle\data"; Permissions: users-modify; Flags: uninsneveruninstall; Check: IsAdminInstallMode and IsDataFolderNew

[Run]
; Windows lets everybody write into such a folder, but what stands beside the data is the
; administrator's to say. The signs are those of the system, administrators and users.
Filename: "{sys}\icacls.exe"; Parameters: """{commonappdata}\Huddle"" /setowner *S-1-5-32-544 /Q"; Flags: runhidden; Check: IsAdminInstallMode and IsFirst
Filename: "{sys}\icacls.exe"; Parameters: """{commonappdata}\Huddle"" /inheritance:r /grant:r *S-1-5-18:(OI)(CI)F *S-1-5-32-544:(OI)(CI)F *S-1-5-32-545:(OI)(CI)RX /Q"; Flags: runhidden; Check: IsAdminInstallMode and IsFirst
Filename: "{app}\huddle.exe"; Description: "{cm:LaunchProgram,Huddle}"; Flags: nowait postinstall skipifsilent

[Icons]
Name: "{autoprograms}\Huddle"; Filename: "{app}\huddle.exe"
Name: "{autodesktop}\Huddle"; Filename: "{app}\huddle.exe"; Tasks: desktopicon

[Registry]
Root: HKA; Subkey: "Software\Microsoft\Windows\CurrentVersion\Run"; ValueType: string; ValueName: "Huddle"; ValueData: """{app}\huddle.exe"" --in-tray"; Flags: uninsdeletevalue; Tasks: startup
Root: HKA; Subkey: "Software\Microsoft\Windows\CurrentVersion\Run"; ValueName: "Huddle"; Flags: deletevalue; Tasks: not startup
; A name and an icon. It is read in from within Huddle, so nothing opens it.
Root: HKA; Subkey: "Software\Classes\.huddle"; ValueType: string; ValueData: "Huddle.HandOver"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\.huddle"; ValueType: string; ValueName: "Content Type"; ValueData: "application/x-huddle-hand-over"
Root: HKA; Subkey: "Software\Classes\Huddle.HandOver"; ValueType: string; ValueData: "{cm:HandOver}"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\Huddle.HandOver\DefaultIcon"; ValueType: string; ValueData: "{app}\huddle.exe,0"

[Code]
const
  Installed = 'Software\Microsoft\Windows\CurrentVersion\Uninstall\{{#Guid}}_is1';
  ToWriteAlone = $12;

var
  NoOlderOne, NoDataFolder: Boolean;

function IsFirst: Boolean;
begin
  Result := NoOlderOne;
end;

function IsDataFolderNew: Boolean;
begin
  Result := NoDataFolder;
end;

{ Where the program keeps data when nobody says otherwise. }
function DataFolder: String;
begin
  if IsAdminInstallMode then
    Result := ExpandConstant('{commonappdata}\Huddle\data')
  else
    Result := ExpandConstant('{localappdata}\Huddle');
end;

{ Windows lets nobody write to a program that runs, whoever started it. }
function IsOpen: Boolean;
var
  Name: String;
begin
  Name := ExpandConstant('{app}\huddle.exe');
  Result := False;
  if FileExists(Name) then
  begin
    try
      TFileStream.Create(Name, ToWriteAlone).Free;
    except
      Result := True;
    end;
  end;
end;

function InitializeSetup: Boolean;
var
  Version: String;
  Theirs, Ours: Int64;
begin
  Result := True;
  NoDataFolder := not DirExists(DataFolder);
  NoOlderOne := not RegQueryStringValue(HKA, Installed, 'DisplayVersion', Version);
  if StrToVersion(Version, Theirs) and StrToVersion('{#Version}', Ours) then
    Result := ComparePackedVersion(Theirs, Ours) <= 0;
  if not Result then
    SuppressibleMsgBox(FmtMessage(CustomMessage('Newer'), [Version]), mbError, MB_OK, IDOK);
end;

{ Programs were asked to close by now. Half of a new version would be worse than the old one. }
procedure CurStepChanged(CurStep: TSetupStep);
begin
  if (CurStep = ssInstall) and IsOpen then
  begin
    SuppressibleMsgBox(CustomMessage('StillOpen'), mbError, MB_OK, IDOK);
    Abort;
  end;
end;

function InitializeUninstall: Boolean;
begin
  Result := True;
  while Result and IsOpen do
    Result := SuppressibleMsgBox(CustomMessage('CloseFirst'), mbError, MB_RETRYCANCEL, IDCANCEL) = IDRETRY;
end;

function HoldsData(const Folder: String): Boolean;
begin
  Result := FileExists(Folder + '\ward.db') or FileExists(Folder + '\keys.json') or DirExists(Folder + '\backups');
end;

{ Asked twice, and both times Enter keeps it. }
function IsToGo(const Folder: String): Boolean;
begin
  Result := MsgBox(FmtMessage(CustomMessage('KeepData'), [Folder]), mbConfirmation, MB_YESNO) = IDNO;
  if Result then
    Result := MsgBox(FmtMessage(CustomMessage('DeleteData'), [Folder]), mbError, MB_YESNO or MB_DEFBUTTON2) = IDYES;
end;

procedure AskAboutData(const Folder: String);
begin
  if IsToGo(Folder) and not DelTree(Folder, True, True, True) then
    MsgBox(FmtMessage(CustomMessage('NotDeleted'), [Folder]), mbError, MB_OK);
end;

procedure CurUninstallStepChanged(CurUninstallStep: TUninstallStep);
begin
  if (CurUninstallStep = usPostUninstall) and not UninstallSilent and HoldsData(DataFolder) then
    AskAboutData(DataFolder);
end;

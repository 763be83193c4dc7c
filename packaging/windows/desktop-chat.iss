; The Windows installer, for Inno Setup 6.3 or newer:
;   iscc /DVersion=0.1.0 packaging\windows\desktop-chat.iss
; It needs dist\desktop-chat (see CONTRIBUTING.md) and writes dist\packages\desktop-chat-VERSION-setup.exe.

#ifndef Version
  #error "Name the version: iscc /DVersion=0.1.0 ..."
#endif

[Setup]
AppId={{6B0A8D7F-52B3-4E0C-9E0E-8B8B6F7A4C11}
AppName=Desktop Chat
AppVersion={#Version}
AppPublisher=The Desktop Chat maintainers
DefaultDirName={autopf}\Desktop Chat
DefaultGroupName=Desktop Chat
DisableProgramGroupPage=yes
UninstallDisplayIcon={app}\desktop-chat.exe
OutputDir=..\..\dist\packages
OutputBaseFilename=desktop-chat-{#Version}-setup
SetupIconFile=..\..\build\bundle\desktop-chat\desktop-chat.ico
LicenseFile=..\..\LICENSE
Compression=lzma2
SolidCompression=yes
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
ChangesAssociations=yes
CloseApplications=yes

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"
Name: "ru"; MessagesFile: "compiler:Languages\Russian.isl"

[CustomMessages]
en.Links=Open irc:// and ircs:// links with Desktop Chat
ru.Links=Открывать ссылки irc:// и ircs:// в Desktop Chat
en.Firewall=Let people on this network join chats that are hosted here (Windows Firewall)
ru.Firewall=Разрешить входить в чаты этого компьютера из своей сети (брандмауэр Windows)
en.Desktop=Create an icon on the desktop
ru.Desktop=Создать значок на рабочем столе

[Tasks]
Name: "links"; Description: "{cm:Links}"
Name: "firewall"; Description: "{cm:Firewall}"; Check: IsAdminInstallMode
Name: "desktop"; Description: "{cm:Desktop}"; Flags: unchecked

[Files]
Source: "..\..\dist\desktop-chat\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion

[Icons]
Name: "{group}\Desktop Chat"; Filename: "{app}\desktop-chat.exe"; AppUserModelID: "chat.desktop.DesktopChat"
Name: "{autodesktop}\Desktop Chat"; Filename: "{app}\desktop-chat.exe"; Tasks: desktop

[Registry]
Root: HKA; Subkey: "Software\Classes\irc"; ValueType: string; ValueData: "URL:IRC"; Flags: uninsdeletekey; Tasks: links
Root: HKA; Subkey: "Software\Classes\irc"; ValueType: string; ValueName: "URL Protocol"; ValueData: ""; Tasks: links
Root: HKA; Subkey: "Software\Classes\irc\shell\open\command"; ValueType: string; ValueData: """{app}\desktop-chat.exe"" ""%1"""; Tasks: links
Root: HKA; Subkey: "Software\Classes\ircs"; ValueType: string; ValueData: "URL:IRC over TLS"; Flags: uninsdeletekey; Tasks: links
Root: HKA; Subkey: "Software\Classes\ircs"; ValueType: string; ValueName: "URL Protocol"; ValueData: ""; Tasks: links
Root: HKA; Subkey: "Software\Classes\ircs\shell\open\command"; ValueType: string; ValueData: """{app}\desktop-chat.exe"" ""%1"""; Tasks: links

[Run]
Filename: "{sys}\netsh.exe"; Parameters: "advfirewall firewall add rule name=""Desktop Chat"" dir=in action=allow program=""{app}\desktop-chat.exe"" profile=private,domain enable=yes"; Flags: runhidden; Tasks: firewall
Filename: "{sys}\netsh.exe"; Parameters: "advfirewall firewall add rule name=""Desktop Chat"" dir=in action=allow program=""{app}\desktop-chat-console.exe"" profile=private,domain enable=yes"; Flags: runhidden; Tasks: firewall
Filename: "{app}\desktop-chat.exe"; Description: "{cm:LaunchProgram,Desktop Chat}"; Flags: nowait postinstall skipifsilent

[UninstallRun]
Filename: "{sys}\netsh.exe"; Parameters: "advfirewall firewall delete rule name=""Desktop Chat"""; Flags: runhidden; RunOnceId: "Firewall"; Check: IsAdminInstallMode
